"""Makes phrase banks of any size and the queries an officer would type for them, from a seed.

Phrases are recombined from our own administrative wording: who, does what, to what, how far,
why. Recombination is harder for search than real banks are, for every stretch of wording
stands in many phrases in other company; a bank of a million has the words of one of ten
thousand and a hundred times the near misses.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.domain.text import fold

OPENINGS = """
Trong {ky_bao_cao}|Đến ngày {den_ngay:date}|Tính đến hết {ky_bao_cao}|Thực hiện {van_ban:citation}
Căn cứ {van_ban:citation}|Triển khai {van_ban:citation}|Trên cơ sở {van_ban:citation}
Nhằm nâng cao chất lượng phục vụ|Bên cạnh đó|Cùng với việc rà soát thường xuyên
Song song với nhiệm vụ chuyên môn|Để khắc phục tình trạng chậm trễ|So với cùng kỳ năm trước
Ngay từ đầu năm|Từ đầu kỳ đến nay|Theo số liệu trên hệ thống thông tin|Về công tác chỉ đạo
Qua kiểm tra thực tế|Qua theo dõi, tổng hợp|Đối với nội dung này|Nhìn chung
Để bảo đảm tiến độ đã đề ra|Thời gian qua
Kể từ khi vận hành mô hình chính quyền địa phương hai cấp
"""
AGENCIES = """
{co_quan}|Ủy ban nhân dân tỉnh|Ủy ban nhân dân xã|Ủy ban nhân dân phường
Văn phòng Ủy ban nhân dân tỉnh|Sở Tư pháp|Sở Nội vụ|Sở Tài chính|Sở Xây dựng|Sở Y tế
Sở Công Thương|Sở Khoa học và Công nghệ|Sở Nông nghiệp và Môi trường|Sở Giáo dục và Đào tạo
Sở Văn hóa, Thể thao và Du lịch|Thanh tra tỉnh|Trung tâm Phục vụ hành chính công|bộ phận một cửa
phòng Văn hóa - Xã hội|phòng Kinh tế|Ban Chỉ đạo|các phòng chuyên môn
các đơn vị sự nghiệp trực thuộc|tổ công tác giúp việc|lãnh đạo cơ quan
các cơ quan, đơn vị trên địa bàn|công an cấp xã|chi nhánh văn phòng đăng ký đất đai
hội đồng nhân dân
"""
VERBS = """
đã ban hành|đã tham mưu ban hành|đã phê duyệt|đang hoàn thiện|đã tổ chức rà soát
đã công bố công khai|đã niêm yết đầy đủ|đã cập nhật kịp thời|tiếp tục duy trì
đã phối hợp triển khai|đã hướng dẫn thực hiện|đã kiểm tra đột xuất|đã chấn chỉnh
đã đôn đốc thực hiện|đã thẩm định|đã tiếp nhận và xử lý|đã số hóa|đã tích hợp, chia sẻ
đã sắp xếp lại|đã kiện toàn|đã quán triệt sâu rộng|đã lồng ghép tuyên truyền|chưa hoàn thành
còn chậm triển khai|sẽ tập trung chỉ đạo|sẽ nghiên cứu xây dựng|đã đề xuất sửa đổi|đã cắt giảm
đã đơn giản hóa|đã phân cấp, ủy quyền|đã đánh giá, xếp loại|đã lấy ý kiến góp ý đối với
đã tập huấn chuyên sâu về|đã bố trí kinh phí cho|đã ứng dụng công nghệ thông tin vào
đã giám sát việc thực hiện
"""
OBJECTS = """
kế hoạch cải cách hành chính năm {nam:year}|danh mục thủ tục hành chính thuộc phạm vi quản lý
quy trình nội bộ giải quyết thủ tục hành chính|hồ sơ trực tuyến toàn trình
hồ sơ trực tuyến một phần|việc giải quyết hồ sơ theo cơ chế một cửa liên thông
kết quả giải quyết thủ tục hành chính còn hiệu lực
phản ánh, kiến nghị của người dân và doanh nghiệp
văn bản quy phạm pháp luật do địa phương ban hành|công tác tự kiểm tra văn bản
đề án vị trí việc làm|phương án tinh giản biên chế|chỉ số hài lòng của người dân
quy chế làm việc của cơ quan|chế độ trách nhiệm của người đứng đầu|kỷ luật, kỷ cương hành chính
công tác đào tạo, bồi dưỡng cán bộ, công chức|việc luân chuyển, điều động viên chức quản lý
cơ chế tự chủ tài chính tại đơn vị sự nghiệp công lập|dự toán thu, chi ngân sách nhà nước
giải ngân vốn đầu tư công|mua sắm, quản lý tài sản công|quy chế chi tiêu nội bộ
sử dụng chữ ký số chuyên dùng|hệ thống quản lý văn bản và điều hành
cơ sở dữ liệu quốc gia về dân cư|nền tảng thanh toán trực tuyến|dịch vụ bưu chính công ích
hệ thống quản lý chất lượng theo tiêu chuẩn quốc gia|cổng thông tin điện tử
bộ chỉ số đánh giá cải cách hành chính|phần mềm theo dõi nhiệm vụ được giao
công tác văn thư, lưu trữ|việc xin lỗi khi trả kết quả quá hạn|mô hình công dân số
kho dữ liệu điện tử của tổ chức, cá nhân|chứng thực bản sao điện tử từ bản chính
lý lịch tư pháp theo phương thức trực tuyến|hộ tịch lưu động|cấp giấy chứng nhận quyền sử dụng đất
đăng ký thành lập hộ kinh doanh|trợ giúp xã hội cho đối tượng khó khăn
phổ biến, giáo dục pháp luật|hòa giải ở cơ sở|thi hành án dân sự|giám định tư pháp|bổ trợ tư pháp
an toàn thông tin mạng|chuyển đổi số trong hoạt động quản lý|tiếp công dân, giải quyết khiếu nại
phong trào thi đua chuyên đề|sáng kiến cải tiến lề lối làm việc
mạng lưới cán bộ đầu mối kiểm soát thủ tục
"""
MEASURES = """
với {so_luong:number} nội dung cụ thể|gồm {so_luong:number} nhiệm vụ trọng tâm
đạt tỷ lệ {ty_le:percent}|đạt {ty_le:percent} kế hoạch đề ra
tăng {chenh_lech:number} so với cùng kỳ|giảm {chenh_lech:number} hồ sơ quá hạn
trong đó {so_som:number} hồ sơ giải quyết trước hạn|không phát sinh trường hợp trễ hẹn
hoàn thành trước thời hạn|bảo đảm đúng quy trình, đúng thẩm quyền|bảo đảm công khai, minh bạch
rút ngắn {so_ngay:number} ngày làm việc|tiết kiệm {so_tien:money}|tại {so_don_vi:number} đơn vị
thông qua {so_cuoc:number} hội nghị trực tuyến|với {so_luot:number} lượt người tham dự
kết quả {ket_qua:choice(đạt|chưa đạt)} yêu cầu|đúng tiến độ được giao
chưa đáp ứng yêu cầu thực tiễn|vượt chỉ tiêu cấp trên giao|duy trì ở mức khá
xếp thứ {thu_hang:number} toàn tỉnh
"""
TAILS = """
góp phần tạo chuyển biến rõ nét trong nhận thức của công chức
được người dân đồng tình, đánh giá cao|do hạ tầng kỹ thuật chưa đồng bộ
do biên chế còn thiếu so với nhu cầu|do quy định mới có nhiều thay đổi
do một số đơn vị chưa chủ động báo cáo|làm cơ sở để đánh giá người đứng đầu
theo đúng quy định của pháp luật|nhằm tháo gỡ khó khăn cho doanh nghiệp|nhằm giảm chi phí tuân thủ
bảo đảm thống nhất từ tỉnh đến cơ sở|để tổng hợp, báo cáo cấp có thẩm quyền xem xét
hạn chế thấp nhất hồ sơ tồn đọng|phục vụ tốt nhu cầu của nhân dân
gắn với trách nhiệm nêu gương của đảng viên|khắc phục những tồn tại đã được chỉ ra
không để gián đoạn công việc|đồng thời nhân rộng các cách làm hay
tránh chồng chéo chức năng, nhiệm vụ|kịp thời biểu dương gương điển hình
"""
SECTIONS = ("ke-hoach", "chi-dao", "kiem-tra", "tuyen-truyen", "the-che", "tthc.ket-qua")


def _list(block: str) -> list[str]:
    """The parts between bars, but for the bars within brackets."""
    lines = block.strip().splitlines()
    return [part for line in lines for part in re.split(r"\|(?![^()]*\))", line)]


@dataclass(frozen=True)
class Made:
    """One made phrase."""

    id: str
    text: str
    section: str


def phrases(count: int, seed: int = 30) -> Iterator[Made]:
    """Yields so many different phrases; the same for the same seed."""
    pick = random.Random(seed)
    lists = [_list(b) for b in (OPENINGS, AGENCIES, VERBS, OBJECTS, MEASURES, TAILS)]
    openings, agencies, verbs, objects, measures, tails = lists
    seen: set[int] = set()
    while len(seen) < count:
        body = f"{pick.choice(agencies)} {pick.choice(verbs)} {pick.choice(objects)}"
        shape = pick.random()
        if shape < 0.75:
            body = f"{pick.choice(openings)}, {body}"
        if shape > 0.1:
            body += f" {pick.choice(measures)}"
        if shape < 0.6:
            body += f", {pick.choice(tails)}"
        if 0.3 < shape < 0.5:
            body += f"; {pick.choice(verbs)} {pick.choice(objects)}"
        text = body[0].upper() + body[1:] + "."
        if hash_of(text) not in seen:
            seen.add(hash_of(text))
            yield Made(f"b.{len(seen)}", text, pick.choice(SECTIONS))


def hash_of(text: str) -> int:
    """A small stand-in for a text, the same in every run."""
    return int.from_bytes(text.encode()[-400:], "little") % ((1 << 61) - 1)


def write_bank(folder: Path, made: list[Made]) -> None:
    """Writes the phrases as a bank in the public format, 50 000 to a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in range(0, len(made), 50_000):
        entries = (
            f'[[phrase]]\nid = "{one.id}"\ntext = "{one.text}"\nsections = ["{one.section}"]\n\n'
            for one in made[part : part + 50_000]
        )
        (folder / f"bank-{part // 50_000:03}.toml").write_text("".join(entries), encoding="utf-8")


@dataclass(frozen=True)
class Query:
    """One query: its kind, what is typed, and the words (folded, in order) it was made from."""

    kind: str
    typed: str
    words: str


_TELEX = dict(zip("\u0301\u0300\u0309\u0303\u0323", "sfrxj", strict=True))
_VNI = dict(zip("\u0301\u0300\u0309\u0303\u0323", "12345", strict=True))


def strokes(text: str, *, vni: bool = False) -> str:
    """The keys that Telex or VNI would need for a text, tone last, as typed with it off."""
    return " ".join(_strokes(word, vni) for word in text.split())


def _strokes(word: str, vni: bool) -> str:
    out, tone = "", ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TELEX:
            tone = (_VNI if vni else _TELEX)[char]
        elif char == "đ":
            out += "d9" if vni else "dd"
        elif char == "\u0302":
            out += "6" if vni else out[-1]
        elif char == "\u031b":
            out += "7" if vni else "w"
        elif char == "\u0306":
            out += "8" if vni else "w"
        else:
            out += char
    return out + tone


def _slip(word: str, pick: random.Random) -> str:
    """One slip of the fingers: a letter left out, doubled, swapped or wrong."""
    at = pick.randrange(1, len(word)) if len(word) > 1 else 0
    kind = pick.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[: at + 1] + word[at:]
    if kind == 2 and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + pick.choice("abcdeghiklmnopqrstuvxy") + word[at + 1 :]


def _typos(words: list[str], pick: random.Random, slips: int) -> str:
    words = list(words)
    longer = [at for at, word in enumerate(words) if len(word) > 2]
    for at in pick.sample(longer, min(slips, len(longer))):
        words[at] = _slip(words[at], pick)
    return " ".join(words)


def _shuffled(words: list[str], pick: random.Random) -> str:
    words = list(words)
    pick.shuffle(words)
    return " ".join(words)


def _beginnings(words: list[str], pick: random.Random) -> str:
    return " ".join(word[: max(2, len(word) - pick.randint(1, 2))] for word in words)


SHORT_FORMS = {
    "thủ tục hành chính": "tthc",
    "cải cách hành chính": "cchc",
    "ủy ban nhân dân": "ubnd",
    "công nghệ thông tin": "cntt",
    "ngân sách nhà nước": "nsnn",
    "văn bản quy phạm pháp luật": "vbqppl",
    "cơ sở dữ liệu": "csdl",
    "chuyển đổi số": "cđs",
    "cán bộ, công chức": "cbcc",
}


def _shortened(text: str) -> tuple[str, str] | None:
    """A stretch around a long form with that replaced by its abbreviation, and its words."""
    small = text.lower()
    for long, short in SHORT_FORMS.items():
        at = small.find(long)
        if at < 0 or "{" in small[max(0, at - 40) : at + len(long) + 40]:
            continue
        before = small[:at].replace(",", " ").split()[-2:]
        after = re.split(r"[\s,;.]+", small[at + len(long) :].strip())[:1]
        words = fold(" ".join([*before, long.replace(",", ""), *after])).split()
        return " ".join([*before, short, *after]).strip(), " ".join(words)
    return None


def queries(made: list[Made], each: int, seed: int = 31) -> list[Query]:
    """So many queries of every kind, made from phrases of the bank."""
    pick = random.Random(seed)
    found: list[Query] = []
    for kind, make in KINDS.items():
        count = 0
        while count < each:
            one = pick.choice(made)
            query = make(one.text, pick)
            if query is not None:
                found.append(Query(kind, *query))
                count += 1
    return found


def _stretch(text: str, pick: random.Random, least: int, most: int) -> list[str] | None:
    """Some words in a row out of the phrase, without slots or stops between them."""
    parts = [part.split() for part in re.split(r"\{[^}]*\}|[,.;]| - ", text)]
    parts = [part for part in parts if len(part) >= least]
    if not parts:
        return None
    words = pick.choice(parts)
    size = pick.randint(least, min(most, len(words)))
    at = pick.randrange(len(words) - size + 1)
    return words[at : at + size]


Maker = Callable[[str, random.Random], tuple[str, str] | None]


def _from_stretch(
    least: int, most: int, typed: Callable[[list[str], random.Random], str], *, folded: bool = True
) -> Maker:
    def make(text: str, pick: random.Random) -> tuple[str, str] | None:
        words = _stretch(text, pick, least, most)
        if words is None:
            return None
        wanted = fold(" ".join(words))
        return typed(wanted.split() if folded else words, pick), wanted

    return make


def _begun(text: str, pick: random.Random) -> tuple[str, str] | None:
    """A sentence begun after another one, its last word not yet whole."""
    words = _stretch(text, pick, 5, 8)
    if words is None:
        return None
    last = words[-1][: max(1, len(words[-1]) - 1)]
    typed = "Kết quả nêu trên đã được kiểm chứng. " + " ".join([*words[:-1], last])
    return typed, fold(" ".join(words[:-1]))


KINDS: dict[str, Maker] = {
    "không dấu": _from_stretch(3, 5, lambda words, pick: " ".join(words)),
    "có dấu": _from_stretch(3, 5, lambda words, pick: " ".join(words), folded=False),
    "đầu từ": _from_stretch(4, 6, _beginnings),
    "đảo thứ tự": _from_stretch(3, 5, _shuffled),
    "một lỗi gõ": _from_stretch(4, 6, lambda words, pick: _typos(words, pick, 1)),
    "hai lỗi gõ": _from_stretch(4, 6, lambda words, pick: _typos(words, pick, 2)),
    "chữ đầu liền": _from_stretch(5, 7, lambda words, pick: "".join(w[0] for w in words)),
    "chữ đầu rời": _from_stretch(5, 7, lambda words, pick: " ".join(w[0] for w in words)),
    "viết tắt": lambda text, pick: _shortened(text),
    "Telex": _from_stretch(3, 5, lambda words, pick: strokes(" ".join(words)), folded=False),
    "VNI": _from_stretch(
        3, 5, lambda words, pick: strokes(" ".join(words), vni=True), folded=False
    ),
    "câu viết dở": _begun,
}
"""Kinds of query by name, each made from one phrase: what is typed, the words it stands for."""
