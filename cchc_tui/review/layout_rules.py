"""TT10 to TT23 and TT30 as rules: what they demand and where that is written.

Apart from `layout`, which finds what breaks them: that reads Word files and is needed only when
one is checked, while the list of rules is needed by every check.
"""

from __future__ import annotations

from cchc_tui.review.findings import Severity
from cchc_tui.review.rules import REGISTRY, Rule

_P1 = "Phụ lục I Nghị định số 30/2020/NĐ-CP"
_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

REGISTRY.add(
    Rule("TT10", _E, "Khổ giấy không phải A4", "Văn bản trình bày trên khổ A4 (210 x 297 mm), chiều"
         " dài; phụ lục có bảng rộng được xoay ngang.", f"Khoản 1, 2 Mục I {_P1}"),
    Rule("TT11", _E, "Lề trang ngoài quy định", "Lề trên, dưới 20-25 mm; lề trái 30-35 mm; lề phải"
         " 15-20 mm.", f"Khoản 4 Mục I {_P1}"),
    Rule("TT12", _E, "Phông chữ không phải Times New Roman", "Toàn bộ văn bản dùng phông Times New"
         " Roman, bộ mã Unicode.", f"Khoản 3 Mục I {_P1}"),
    Rule("TT13", _W, "Màu chữ không phải màu đen", "Chữ màu đen.", f"Khoản 3 Mục I {_P1}"),
    Rule("TT14", _E, "Số trang đặt sai chỗ", "Số trang là chữ số Ả Rập, cỡ 13-14, kiểu đứng, canh"
         " giữa trong lề trên, không hiển thị ở trang thứ nhất.", f"Khoản 6 Mục I {_P1}"),
    Rule("TT15", _E, "Quốc hiệu, Tiêu ngữ trình bày sai", "Quốc hiệu IN HOA, đậm, cỡ 12-13, trên"
         " một dòng; Tiêu ngữ “Độc lập - Tự do - Hạnh phúc” đậm, cỡ 13-14.",
         f"Khoản 1 Mục II {_P1}"),
    Rule("TT16", _W, "Tên cơ quan, số, ngày tháng trình bày sai", "Cơ quan ban hành IN HOA, đậm;"
         " “Số:” cỡ 13, đứng; địa danh và ngày tháng cỡ 13-14, nghiêng.",
         f"Khoản 2, 3, 4 Mục II {_P1}"),
    Rule("TT17", _E, "Tên loại, trích yếu trình bày sai", "Tên loại IN HOA, đậm, cỡ 13-14, canh"
         " giữa; trích yếu đậm, cỡ 13-14, canh giữa ngay dưới.", f"Khoản 5 Mục II {_P1}"),
    Rule("TT18", _E, "Cỡ chữ nội dung ngoài 13-14", "Nội dung văn bản dùng cỡ 13 đến 14.",
         f"Khoản 6 Mục II {_P1}"),
    Rule("TT19", _W, "Đoạn văn trình bày sai", "Canh đều hai lề; lùi đầu dòng 1 cm hoặc 1,27 cm;"
         " cách đoạn tối thiểu 6 pt; giãn dòng đơn đến 1,5 dòng.", f"Điểm d khoản 6 Mục II {_P1}"),
    Rule("TT20", _W, "Kẻ đường bằng dấu gạch dưới hoặc chữ gạch chân", "Dưới Tiêu ngữ, tên cơ quan,"
         " trích yếu là đường kẻ nét liền, không gõ dấu gạch dưới.", f"Khoản 1, 2, 5 Mục II {_P1}"),
    Rule("TT21", _W, "Nơi nhận trình bày sai", "“Nơi nhận:” cỡ 12, nghiêng, đậm; danh sách cỡ 11,"
         " đứng; mỗi dòng kết thúc bằng ; và dòng cuối bằng dấu chấm.", f"Khoản 9 Mục II {_P1}"),
    Rule("TT22", _W, "Chức vụ, họ tên người ký trình bày sai", "Quyền hạn, chức vụ IN HOA, đậm; họ"
         " tên đậm; cỡ 13-14.", f"Khoản 7 Mục II {_P1}"),
    Rule("TT23", _W, "Tiêu đề của mục trình bày sai", "Tiêu đề của mục đánh số La Mã: chữ in hoa,"
         " cỡ 13-14, kiểu đứng, đậm.", f"Khoản 6 Mục II và Mục V {_P1}"),
    Rule("TT30", _H, "Chưa kiểm tra được", "Có thành phần không tìm thấy hoặc không đọc được nên"
         " chưa kiểm tra được; hãy xem bằng mắt.", "Nguyên tắc của chương trình"),
)  # fmt: skip
