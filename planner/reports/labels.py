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
    "enrolments": "ai học khóa nào, năm nào, lớp nào, nguồn nào chi",
    "classes": "các lớp được mở",
    "targets": "từng chỉ tiêu",
    "budget": "từng nguồn kinh phí theo năm",
    "quotas": "số người mỗi đơn vị cử đi học",
}
NEXT = "Bước tiếp theo"
NEXT_VERIFY = "kiểm tra lại, kể cả sau khi sửa tay:"
NEXT_WHAT_IF = "thử phương án khác:"
