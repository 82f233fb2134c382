"""Every text of the reports that planners read, in Vietnamese."""

TITLE = "Kế hoạch đào tạo, bồi dưỡng"
SYNTHETIC = (
    "Danh sách cán bộ, công chức là dữ liệu mô phỏng (synthetic): không có người thật."
)
OVERRIDES = "Phương án so với kịch bản gốc"

TARGETS = "Chỉ tiêu"
TARGET_COLUMNS = (
    "Chỉ tiêu", "Năm", "Ưu\ntiên", "Nhóm\n(người)", "Cần\nđạt", "Không\nhọc", "Kế\nhoạch",
    "Còn\nthiếu", "Đạt\n%",
)  # fmt: skip
TARGET_NOTE = (
    "“Không học”: số người đạt nếu không cử thêm ai; “Kế hoạch”: số người đạt theo kế "
    "hoạch này, vào ngày 31-12 của năm."
)
APPOINTED_NOTE = (
    "Chỉ tiêu trước khi bổ nhiệm: “Năm” là năm bổ nhiệm, tính vào ngày 31-12 của năm "
    "trước đó."
)
AMONG_NOTE = (
    "Chỉ tiêu có phần “trong đó” (among): “Nhóm” chỉ gồm những người thuộc phần ấy theo kế "
    "hoạch này."
)
MONITORED = "TD"
MONITORED_NOTE = (
    "TD: chỉ tiêu theo dõi, không thể nâng bằng đào tạo và không được tối ưu hóa."
)
UNKNOWN_NOTE = "Dấu “–”: danh sách không có dữ liệu để tính."

BUDGET = "Kinh phí (triệu đồng)"
BUDGET_COLUMNS = ("Nguồn", "Năm", "Được cấp", "Được dùng", "Chi", "Còn lại")
NO_BUDGET = (
    "Kịch bản không có nguồn kinh phí nên chi phí không được tính và không bị giới hạn."
)
COST = "Tổng chi phí: {cost} triệu đồng cho {enrolments} lượt người học."

SEATS = "Lượt người học (số lớp) theo năm khai giảng"
COURSE = "Khóa học"
TOTAL = "Tổng"
NOBODY = "Phương án này không cử ai đi học."

RECRUITS = "Tuyển dụng (người) theo năm"
STREAM = "Nguồn tuyển"

PROOF = "Đã chứng minh được gì"
STAGE_TIER = "Ưu tiên {tier}: còn thiếu {value} {unit}"
STAGE_COST = "Chi phí: {value} triệu đồng"
STAGE_PREFERENCE = "{name}: {value} {unit}"
UNITS = {
    "officials": "người",
    "weighted officials": "người (có trọng số)",
    "years": "năm",
    "enrolments": "lượt",
}
PREFERENCES = {
    "earlier_completion": "Hoàn thành sớm, tổng thời gian chờ",
    "priority_group": "Ưu tiên nhóm, người học ngoài nhóm",
    "even_units": "Đồng đều giữa các đơn vị, tổng chênh lệch",
}
PROVEN = "đã chứng minh: không phương án nào tốt hơn"
PROVEN_AFTER = (
    "không phương án nào giữ nguyên các bước trên mà tốt hơn; các bước trên chưa được "
    "chứng minh"
)
NOT_PROVEN = "chưa chứng minh: ít nhất là {bound}"
NOTHING_PROVEN = "chưa chứng minh được gì"
CUT_SHORT = (
    "Tìm kiếm bị dừng giữa chừng: đây là phương án tốt nhất đến lúc đó, lần chạy sau có "
    "thể cho phương án khác."
)
ENGINE = "Bộ máy tìm kiếm: {name} {version}; bộ giải: {solver} ({solver_version})."
COMPLETE = "Tìm kiếm đã chạy xong; chạy lại sẽ cho đúng phương án này."

FILES = "Kết quả được ghi tại {folder}"
FILE_MEANINGS = {
    "result.json": "tóm tắt cho máy đọc",
    "scenario.json": "kịch bản đã áp dụng mọi thay đổi, để so sánh",
    "enrolments": "ai học khóa nào, năm nào, lớp nào, nguồn nào chi",
    "recruits": "ai được tuyển, theo nguồn nào, năm nào, về đơn vị nào",
    "classes": "các lớp được mở",
    "targets": "từng chỉ tiêu",
    "budget": "từng nguồn kinh phí theo năm",
    "quotas": "số người mỗi đơn vị cử đi học",
}
NEXT = "Bước tiếp theo"
NEXT_VERIFY = "kiểm tra lại, kể cả sau khi sửa tay:"
NEXT_WHAT_IF = "thử phương án khác:"

YEARS = "Chỉ tiêu theo năm, vào ngày 31-12"
YEARS_FIGURES = ("đạt (người)", "cần (người)", "còn thiếu", "đạt (%)")
YEARS_NOTE = (
    "“Còn thiếu” chỉ ghi ở năm tính chỉ tiêu; các năm khác cho thấy tiến độ. Năm đầu tiên "
    "là ngày chốt danh sách."
)
MISSING = "Ai chưa đạt và vì sao (lý do đầu tiên, không dùng bộ giải)"
MISSING_TARGET = (
    "{title} ({name}), {year}: còn thiếu {shortfall}; chưa đạt {missing} người, "
    "trong đó"
)
MISSING_MORE = "và {number} người vì lý do khác"
NOTHING_MISSING = "Mọi chỉ tiêu đều đạt."
REASONS = {
    "fixed": "điều kiện mà đào tạo không thay đổi được",
    "no_course": "không có khóa học nào đáp ứng kịp",
    "not_serving": "chưa công tác hoặc đã nghỉ khi khai giảng",
    "who": "không thuộc đối tượng của khóa học",
    "age_min": "chưa đủ tuổi",
    "age_max": "quá tuổi",
    "service_before": "thời gian công tác trước khi cử đi học chưa đủ",
    "requires": "không đủ điều kiện của khóa học",
    "prerequisite": "chưa có trình độ phải có trước",
    "retirement": "nghỉ hưu hoặc nghỉ việc trước khi học xong",
    "bond": "thời gian công tác còn lại không đủ cam kết phục vụ",
    "grants_nothing_new": "đã có những gì khóa học mang lại",
    "decided_not": "đã quyết định không cử",
    "taken_before": "đã học khóa này",
    "absent": "vắng mặt trong năm phải học",
    "load": "đang học, không còn đủ thời gian",
    "busy": "kế hoạch cử học khóa khác trong các năm đó",
    "no_payer": "không nguồn kinh phí nào được chi",
    "no_seat": "hết chỗ hoặc không mở lớp",
    "no_money": "hết kinh phí",
    "unit_cover": "đơn vị không thể vắng thêm người",
    "no_class": "lớp đã mở hết chỗ, chưa đủ người mở thêm lớp",
    "not_chosen": "cử được, nhưng người khác được xếp trước",
    "not_needed": "cử được, nhưng chỉ tiêu đã đạt",
    "completes_later": "học xong sau ngày tính chỉ tiêu",
}
REPORT_BUDGET_COLUMNS = (
    "Nguồn", "Năm", "Được cấp", "Năm trước\nchuyển sang", "Chi", "Còn lại",
)  # fmt: skip
INTAKES = "Người học / chỗ, lớp mở / lớp có thể mở, theo năm khai giảng"
INTAKES_FIGURES = ("người", "lớp")
QUOTAS = "Số lượt cử học của mỗi đơn vị theo năm khai giảng"
UNIT = "Đơn vị"
QUOTAS_MORE = "và {units} đơn vị khác"
REPORT_TABLES = "Bảng đầy đủ (từng người, từng đơn vị): planner report {plan} --out DIR"
