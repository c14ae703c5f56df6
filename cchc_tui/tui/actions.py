"""Every action of the app, declared once.

Bindings, the key bar, the assistant line, the help screen and the key settings are all
made from this table, so that none of them can disagree. Only keys that arrive in PuTTY,
tmux and Windows Terminal are used; ctrl+h, ctrl+i, ctrl+j and ctrl+m never are, because
terminals send them for Backspace, Tab and Enter.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

HOME = "home"
INTERVIEW = "interview"
PREVIEW = "preview"
PHRASES = "phrases"
HARVEST = "harvest"
IMPORT = "import"
FIGURES = "figures"
REVIEW = "review"
EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """Something the officer can do.

    Attributes:
        id: Name of the binding and of the method: `help` runs `action_help`.
        title: What it does, as the assistant line shows it.
        keys: Default keys, separated by commas.
        where: Screen on which it works.
        short: Label in the key bar; empty keeps it out of the bar.
        words: Other words by which it is looked for.
    """

    id: str
    title: str
    keys: str
    where: str
    short: str = ""
    words: str = ""

    @property
    def command(self) -> str:
        """What Textual runs: the app's own method where the action works everywhere."""
        return f"app.{self.id}" if self.where == EVERYWHERE else self.id


ACTIONS: tuple[Action, ...] = (
    Action("help", "Trợ giúp về ô đang chọn", "f1", EVERYWHERE, "Giúp", "huong dan phim tat"),
    Action(
        "assistant",
        "Dòng trợ lý: tìm mục, câu hỏi, việc cần làm, số liệu, mẫu câu",
        "f2,ctrl+p",
        EVERYWHERE,
        "Trợ lý",
        "tim kiem lenh go tat",
    ),
    Action("themes", "Đổi giao diện màu", "", EVERYWHERE, "", "sang toi tuong phan mau sac theme"),
    Action("keys", "Đổi phím tắt", "", EVERYWHERE, "", "ban phim go phim cau hinh"),
    Action(
        "typing",
        "Gõ tiếng Việt: tắt, Telex, VNI",
        "f12",
        EVERYWHERE,
        "",
        "bo go unikey telex vni dau tieng viet ban phim",
    ),
    Action(
        "tone_style", "Đổi chỗ đặt dấu thanh: hòa hay hoà", "", EVERYWHERE, "", "kieu cu moi bo dau"
    ),
    Action(
        "completion",
        "Gõ tắt: bật, tắt chữ mờ viết tiếp sau con trỏ (→ nhận)",
        "",
        EVERYWHERE,
        "",
        "viet tiep goi y tu dong hoan thanh chu mo viet tat",
    ),
    Action(
        "embed_answers",
        "Tệp Word xuất ra: mang kèm câu trả lời hay không",
        "",
        EVERYWHERE,
        "",
        "kem cau tra loi nhap lai rieng tu xuat word",
    ),
    Action(
        "copy_text",
        "Sao chép ra ngoài: phần đang chọn, cả ô, hoặc toàn văn ở màn hình xem trước",
        "ctrl+c",
        EVERYWHERE,
        "",
        "copy chep clipboard bang nho tam lay chu ra ngoai dan",
    ),
    Action("redraw", "Vẽ lại màn hình", "ctrl+l", EVERYWHERE, "", "lam moi nhieu man hinh"),
    Action("quit", "Thoát", "f10,ctrl+q", EVERYWHERE, "Thoát", "dong chuong trinh ra khoi"),
    # -- home
    Action("open", "Mở bản nháp đang chọn", "", HOME, "", "tiep tuc soan"),
    Action("new", "Tạo báo cáo mới", "f3,n", HOME, "Mới", "bao cao ban nhap them"),
    Action("sample", "Mở báo cáo mẫu để xem thử", "f4,m", HOME, "Mẫu", "vi du thu nghiem"),
    Action("rename", "Đổi tên bản nháp", "f5,r", HOME, "", "dat ten"),
    Action("copy", "Nhân bản bản nháp", "f6,c", HOME, "Chép", "sao chep ban sao"),
    Action(
        "share",
        "Chuyển, chép bản nháp vào nơi dùng chung của cơ quan, hoặc về của mình",
        "s",
        HOME,
        "",
        "chia se chung co quan dong nghiep nhom",
    ),
    Action("delete", "Xóa bản nháp", "f8,delete", HOME, "Xóa", "bo huy"),
    Action(
        "undo",
        "Hoàn tác việc vừa làm; lấy lại bản nháp đã xóa",
        "ctrl+z",
        HOME,
        "Hoàn tác",
        "khoi phuc lay lai ban nhap vua xoa",
    ),
    Action("reload", "Đọc lại tệp dữ liệu và danh sách", "ctrl+r", HOME, "", "lam moi tai lai"),
    Action(
        "agencies", "Cơ quan: xem, thêm, sửa", "f7", HOME, "Cơ quan", "don vi nguoi ky noi nhan"
    ),
    Action("phrase_book", "Kho mẫu câu: xem, tìm, thêm, sửa", "p", HOME, "", "cau mau so tay"),
    Action(
        "import",
        "Bắt đầu từ tệp Word kỳ trước",
        "f9,i",
        HOME,
        "Từ tệp",
        "nhap bao cao cu docx lam tiep chep ky truoc",
    ),
    Action("harvest", "Lấy mẫu câu từ báo cáo cũ", "l", HOME, "", "thu hoach trich cau tep word"),
    # -- interview
    Action("phrases", "Mẫu câu cho câu trả lời này", "f3", INTERVIEW, "Mẫu câu", "cau mau goi y"),
    Action(
        "save_phrase",
        "Lưu câu đang chọn thành mẫu câu của bạn",
        "ctrl+t",
        INTERVIEW,
        "",
        "them mau cau rieng ghi nho",
    ),
    Action("preview", "Xem trước toàn văn báo cáo", "f4", INTERVIEW, "Xem", "ban in trang word"),
    Action(
        "review",
        "Soát: những chỗ sai, chưa khớp, còn thiếu",
        "f5",
        INTERVIEW,
        "Soát",
        "kiem tra loi thieu",
    ),
    Action(
        "earlier",
        "Kỳ trước: câu trả lời ở các kỳ đã báo cáo",
        "f6",
        INTERVIEW,
        "Kỳ trước",
        "cu lich su nam ngoai",
    ),
    Action(
        "figures",
        "Số liệu qua các kỳ",
        "",
        INTERVIEW,
        "",
        "so sanh cung ky ky truoc tang giam bang thong ke bieu do dien bien",
    ),
    Action(
        "state",
        "Không phát sinh, không áp dụng, để văn thư điền",
        "f7",
        INTERVIEW,
        "Khác",
        "bo qua de trong trang thai khong co",
    ),
    Action(
        "next_problem",
        "Đến chỗ thiếu hoặc lỗi kế tiếp",
        "f8",
        INTERVIEW,
        "Lỗi",
        "con thieu tiep theo",
    ),
    Action(
        "correct",
        "Sửa câu này theo đề nghị của bộ soát",
        "ctrl+r",
        INTERVIEW,
        "",
        "chua loi chinh ta de nghi nhan",
    ),
    Action("export", "Xuất báo cáo ra tệp", "f9", INTERVIEW, "Xuất", "word docx luu tai ve in"),
    Action("next_question", "Câu hỏi kế tiếp", "pagedown", INTERVIEW, "", "sau toi"),
    Action("previous_question", "Câu hỏi trước", "pageup", INTERVIEW, "", "lui quay lai"),
    Action(
        "next_stale",
        "Số liệu kỳ trước chưa xem lại: đến chỗ kế tiếp",
        "ctrl+n",
        INTERVIEW,
        "",
        "so lieu ky truoc cu chua xac nhan con lai ke tiep",
    ),
    Action(
        "confirm_stale",
        "Giữ nguyên chỗ (trong bảng: cả dòng) của kỳ trước tại con trỏ",
        "ctrl+g",
        INTERVIEW,
        "",
        "xac nhan so lieu ky truoc van dung",
    ),
    Action(
        "drop_stale",
        "Bỏ câu, dòng, văn bản của kỳ trước tại con trỏ",
        "ctrl+k",
        INTERVIEW,
        "",
        "xoa cau cu so lieu ky truoc",
    ),
    Action(
        "accept_stale",
        "Nhận số, chữ đề xuất cho chỗ của kỳ trước tại con trỏ",
        "tab",
        INTERVIEW,
        "",
        "dong y thay so lieu ky truoc goi y",
    ),
    Action("outline", "Đến danh sách các mục", "ctrl+o", INTERVIEW, "", "muc luc dan y"),
    Action("undo", "Hoàn tác, kể cả qua nhiều câu hỏi", "ctrl+z", INTERVIEW, "", "lui lai sua"),
    Action("redo", "Làm lại", "ctrl+y", INTERVIEW, "", "hoan tac nguoc"),
    Action(
        "versions",
        "Các bản đã lưu: xem, lấy lại bản cũ",
        "",
        INTERVIEW,
        "",
        "phien ban lich su khoi phuc quay lai hom truoc",
    ),
    Action("why", "Vì sao hỏi câu này", "", INTERVIEW, "", "ly do dieu kien can cu"),
    Action("home", "Về danh sách bản nháp", "escape", INTERVIEW, "", "dong ve trang dau"),
    # -- preview
    Action("close", "Đóng, về câu hỏi", "escape,f4", PREVIEW, "Đóng", "quay lai"),
    Action("export", "Xuất báo cáo ra tệp", "f9", PREVIEW, "Xuất", "word docx luu tai ve in"),
    # -- review
    Action("jump", "Đến đúng chỗ đó trong câu trả lời", "", REVIEW, "", "di den mo"),
    Action("correct", "Sửa theo đề nghị, xem trước và sau", "f4,s", REVIEW, "Sửa", "nhan de nghi"),
    Action("explain", "Giải thích quy tắc, căn cứ, ví dụ", "f6,x", REVIEW, "Giải thích", "vi sao"),
    Action(
        "waive",
        "Bỏ qua chỗ này với lý do; bỏ qua rồi thì soát lại",
        "f7,b",
        REVIEW,
        "Bỏ qua",
        "khong sua cho phep thoi",
    ),
    Action("again", "Soát lại ngay", "ctrl+r", REVIEW, "", "kiem tra lai"),
    Action("close", "Đóng, về câu hỏi", "escape,f5", REVIEW, "Đóng", "quay lai"),
    # -- phrase book
    Action("take", "Chèn mẫu câu đang chọn vào câu trả lời", "", PHRASES, "", "lay dung mau cau"),
    Action("edit", "Sửa mẫu câu đang chọn", "f4", PHRASES, "Sửa", "chinh cau chu"),
    Action("add", "Thêm mẫu câu của bạn", "f5", PHRASES, "Thêm", "tao moi viet cau rieng"),
    Action("used", "Nơi đã dùng mẫu câu này", "f6", PHRASES, "Nơi dùng", "o dau ban nhap nao"),
    Action("harvest", "Lấy mẫu câu từ báo cáo cũ", "f7", PHRASES, "Từ tệp cũ", "trich cau word"),
    Action(
        "remove", "Xóa mẫu câu của bạn, ẩn hoặc hiện lại mẫu câu có sẵn", "f8", PHRASES, "Xóa/ẩn"
    ),
    Action("undo", "Hoàn tác việc xóa, ẩn", "ctrl+z", PHRASES, "", "lay lai mau cau"),
    Action("close", "Đóng kho mẫu câu", "escape,f3", PHRASES, "", "quay lai ve"),
    # -- figures across periods
    Action("jump", "Đến câu hỏi của số đang chọn", "enter", FIGURES, "Đến câu hỏi", "mo sua"),
    Action("close", "Đóng, về chỗ vừa rời", "escape", FIGURES, "Đóng", "quay lai"),
    # -- last period's file
    Action("other_file", "Chọn tệp khác", "f3", IMPORT, "Tệp khác", "doi tep word"),
    Action("make", "Lập bản nháp kỳ mới từ tệp này", "f9", IMPORT, "Lập bản nháp", "tao dong y"),
    Action("close", "Đóng, không ghi gì", "escape", IMPORT, "", "quay lai ve"),
    # -- harvest
    Action("tick", "Đánh dấu câu đang chọn", "space", HARVEST, "Đánh dấu", "chon bo tick"),
    Action("edit", "Sửa câu đang chọn trước khi lưu", "f4", HARVEST, "Sửa", "chinh cau chu"),
    Action("tick_all", "Đánh dấu tất cả, hoặc bỏ hết", "f6", HARVEST, "Tất cả", "chon het"),
    Action("save", "Lưu các câu đã đánh dấu", "f9", HARVEST, "Lưu", "giu them vao kho"),
    Action("close", "Đóng, không lưu thêm", "escape", HARVEST, "", "quay lai ve"),
)


def actions_of(*where: str) -> list[Action]:
    """Actions that work on the given screens, in the table's order."""
    return [action for action in ACTIONS if action.where in where]


def bindings_of(*where: str) -> list[BindingType]:
    """Textual bindings of those actions; their ids let `App.set_keymap` move them."""
    return [
        Binding(
            action.keys, action.command, action.title, id=f"{action.where}.{action.id}", show=False
        )
        for action in actions_of(*where)
        if action.keys
    ]
