"""Every text of comparisons, run lists and pictures that planners read, in Vietnamese."""

TITLE = "So sánh với phương án gốc: {reference}"
RUNS = "Các phương án"
RUN = "Phương án"
STATUS = "Trạng thái"
TIER = "Còn thiếu\nưu tiên {tier}"
COST = "Chi phí\n(triệu đồng)"
ENROLMENTS = "Lượt\nngười học"
MOVED = "Đổi\nnăm"
ADDED = "Thêm"
DROPPED = "Bỏ"

INPUTS = "Số liệu đầu vào khác nhau"
PATH = "Mục"
BEFORE = "Gốc"
AFTER = "Mới"
TARGETS = "Chỉ tiêu thay đổi"
TARGET = "Chỉ tiêu"
MONEY = "Kinh phí thay đổi (triệu đồng)"
LINE = "Nguồn"
SEATS = "Chỗ học và lớp thay đổi, theo năm khai giảng"
COURSE = "Khóa học"
YEAR = "Năm"
FIGURE = "Số liệu"
CHANGE = "Chênh\nlệch"
PERCENT = "%"
PEOPLE_TITLE = "Cán bộ, công chức thay đổi"
OFFICIAL = "Mã số"
WHAT = "Thay đổi"
FIGURES = {
    "attained": "đạt",
    "shortfall": "còn thiếu",
    "required": "cần đạt",
    "group_size": "nhóm",
    "spent": "chi",
    "amount": "được cấp",
    "available": "được dùng",
    "seats_taken": "người học",
    "classes": "lớp",
}
PEOPLE = {"moved": "đổi năm", "added": "thêm", "dropped": "bỏ"}
STATUSES = {"optimal": "tối ưu", "feasible": "chưa chứng minh", "": "–"}
CUT_SHORT = "{status}, dừng sớm"
NO_DIFFERENCE = "Không có khác biệt."
MORE = "và {number} dòng khác"
ALL_TABLES = "Bảng đầy đủ: thêm --out DIR"

LISTED = "Các lần chạy trong {folder}"
ID = "Mã"
FOLDER = "Thư mục"
SCENARIO = "Kịch bản"
OVERRIDES = "Thay đổi"
WHEN = "Lúc"
NO_RUNS = "Không có lần chạy nào trong {folder}."
SETTINGS = "Cài đặt"
TIERS = "Còn thiếu\ntheo ưu tiên"
COST_LINE = "Chi phí (triệu đồng)"
ENROLMENTS_LINE = "Lượt người học"
VERSION = "Phiên bản"

SPENT = "chi"
AVAILABLE = "được dùng"
MILLION = "triệu đồng"
OFFICIALS = "người"
COST_AXIS = "chi phí (triệu đồng)"
SHORTFALL_AXIS = "còn thiếu, ưu tiên {tier}"
ATTAINED_CHANGE = "Số người đạt chỉ tiêu, chênh lệch so với {reference}"
SPENT_CHANGE = "Chi (triệu đồng), chênh lệch so với {reference}"
PEOPLE_CHANGE = "Lượt người học khác với {reference}"
