"""Words that rightly stand twice side by side, where two compounds meet: "trực tiếp tiếp nhận".

For each word the syllables that come before it in a compound, and those that come after it. A word
told twice is right only where both fit.
"""

from __future__ import annotations

_TABLE = """
ban: ủy | hành ngành quản chỉ
báo: thông dự cảnh niêm | cáo chí đài hiệu đảm
bình: trung | thường quân đẳng
bản: văn cơ | đồ sao thân
bổ: phân | sung nhiệm
bộ: cán nội toàn đồng đảng tiến cục | máy phận ngành trưởng chỉ môn đội luật phiếu
chi: thu | tiết phí cục trả nhánh bộ
chuyển: luân | đổi giao tiếp
chuẩn: tiêu phê | bị hóa
chính: hành tài bưu điều | sách quyền xác phủ thức trị đáng quy
chế: thể cơ quy hạn | độ tài biến định
chỉ: địa chứng | đạo tiêu thị số định
chức: tổ công viên | năng vụ danh trách
chứng: công | thực minh nhận chỉ từ
công: phân thành gia thi khởi tiến nhân | chức tác việc an khai chứng dân bố nhận ty trình
công: phân thành gia thi khởi tiến nhân | nghệ nghiệp vụ ích lập bằng văn điện thương tâm đoàn
cấp: cung phân nâng trợ các | phát trên dưới bách độ cơ tỉnh huyện xã ủy
dân: nhân công người | cư số tộc chủ quân vận sự
dẫn: hướng chỉ viện | đến chứng tới
giá: đánh | trị cả
hiện: thực phát thể biểu xuất | đại nay trạng có hành tại hữu vật tượng đang
hiệu: ký số tín | quả lực
hoạt: sinh linh | động
hành: ban chấp thi tiến điều vận phát hiện thực | chính động vi nghề lang trình
hình: tình loại địa | thức ảnh sự thành
hướng: phương định | dẫn tới
hạn: thời quyền giới | chế mức hán
hệ: quan | thống
học: tin khoa đại | tập viên sinh bạ
hội: xã | nghị đồng thảo thi họp trường
hợp: phối tổng trường tích phù | tác lý lệ pháp đồng nhất
khai: triển công | thác sinh báo mạc giảng
kiến: ý sáng dự chứng | nghị thức trúc thiết
kế: thiết thống | hoạch toán thừa tục
kết: tổng liên cam | nối quả thúc hợp luận cấu hôn
kỳ: định nhiệm thời học | họp vọng hạn thi
lý: xử quản pháp hợp thanh chỉnh tâm | lịch do luận thuyết
lực: năng nguồn | lượng
minh: chứng thuyết văn | bạch
môn: chuyên | học bài
mục: danh chuyên | tiêu đích
nghiệp: sự doanh | vụ
nghị: kiến đề hội | quyết định
nhiệm: trách bổ miễn kiêm | vụ kỳ
nhân: cá nguyên pháp công | dân sự viên lực rộng
nhất: thống | quán trí định
nhận: tiếp xác công | thức xét
năng: chức tính kỹ | lực suất động
pháp: tư hợp biện giải phương hiến | luật chế lý quy nhân lệnh
phòng: văn dự | chống ngừa họp ban
phương: địa đa | án pháp hướng tiện châm thức
phần: một thành góp cổ | mềm cứng trăm thưởng lớn
quan: cơ liên hải tham khách chủ trực tương | trắc hệ tâm trọng điểm chức lại
quyết: giải nghị phán | định liệt toán tâm
quyền: thẩm chính ủy phân | hạn lợi
sinh: khai học phát | hoạt viên con
soát: rà kiểm tra | xét
số: chữ ký điểm hệ tham | liệu hóa lượng hiệu hộ lần
sự: nhân dân thời | nghiệp việc cố kiện phối quan tham chỉ đồng
thi: thực hội cuộc | hành đua tuyển công đấu
thành: hoàn hình hợp | phố lập viên tích công phần
thông: giao truyền liên | tin qua báo tư suốt thường
thư: văn | viện ký
thể: cụ tập đoàn | hiện chế thao dục
thị: chỉ đô | trấn xã trường
thống: hệ truyền | kê nhất
thực: xác hiện chứng | hiện tế trạng tiễn thi phẩm
tin: thông bản | học nhắn tức bài cậy tưởng
tiêu: chỉ mục | chuẩn chí cực dùng
tiếp: trực gián giao liên kế | nhận cận tục xúc công dân thu đón theo nối
toàn: an | trình bộ diện quốc tỉnh
tra: kiểm thanh điều thẩm | cứu soát
trung: tập | tâm ương thực bình
truyền: tuyên | thông hình thống đạt
trách: phụ chức chuyên | nhiệm
trình: chương quy công lộ | tự độ duyệt ký bày
trí: bố vị | tuệ thức
trường: môi thị hội | hợp học
trị: chính quản giá | giá
trọng: quan chú tôn | tâm điểm yếu
trợ: hỗ cứu bảo | giúp lý cấp
trực: túc | tiếp tuyến thuộc ban
tài: đề nhân đức | chính sản liệu khoản
tác: công hợp | động phong phẩm nghiệp
tâm: trung quan | lý huyết
tư: đầu thông vật | pháp tưởng vấn nhân liệu cách
tập: học thu | huấn trung thể hợp quán
tổ: cải | chức trưởng
viên: nhân động giáo học thành đảng | chức
việc: công sự vụ | làm
văn: công | bản hóa phòng thư minh
vị: đơn định | trí thế
vụ: nhiệm dịch nghiệp chức công phục nội | việc án kiện
xuất: đề sản | bản sắc khẩu
xác: chính | nhận định minh thực
xét: xem nhận | duyệt xử nghiệm
ý: đồng chú góp | kiến thức nghĩa
điểm: trọng thời địa | số cầu
điện: công bưu | tử thoại lực
đơn: hóa giản | vị thư giản từ
đạo: lãnh chỉ | đức
đầu: ban bước | tư năm mối
định: quy quyết nghị thẩm xác ổn ấn nhất chỉ dự kiểm giám | giá kỳ hướng danh mức
định: quy quyết nghị thẩm xác ổn ấn nhất chỉ dự kiểm giám | lượng biên vị cư hình
đồng: hội hợp cộng | bộ thời chí ý thuận
đổi: thay sửa trao chuyển | mới
động: hoạt tác lao hành chủ | viên lực cơ thái
"""


def _read() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    ends: dict[str, set[str]] = {}
    begins: dict[str, set[str]] = {}
    for line in _TABLE.strip().splitlines():
        word, _, both = line.partition(": ")
        before, _, after = both.partition(" | ")
        ends.setdefault(word, set()).update(before.split())
        begins.setdefault(word, set()).update(after.split())
    return ends, begins


_ENDS, _BEGINS = _read()


def meet(before: str, word: str, after: str) -> bool:
    """Whether a word told twice ends one compound and begins another.

    Args:
        before: The word before both, in small letters.
        word: The word.
        after: The word after both, in small letters.
    """
    return before in _ENDS.get(word, ()) and after in _BEGINS.get(word, ())
