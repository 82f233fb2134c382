"""Every text of the reports that planners read, in Vietnamese."""

TITLE = "Kế hoạch đào tạo, bồi dưỡng"
SYNTHETIC = (
    "Danh sách cán bộ, công chức là dữ liệu mô phỏng (synthetic): không có người thật."
)
OVERRIDES = "Phương án so với kịch bản gốc"

TARGETS = "Chỉ tiêu"
TARGET_COLUMNS = (
    "Chỉ tiêu", "Năm", "Ưu tiên", "Nhóm (người)", "Cần đạt", "Hiện có", "Đạt được",
    "Còn thiếu", "Đạt %",
)  # fmt: skip
MONITORED = "theo dõi"
MONITORED_NOTE = (
    "Chỉ tiêu “theo dõi” không thể nâng bằng đào tạo và không được tối ưu hóa; dấu “–”: "
    "danh sách không có dữ liệu để tính."
)

BUDGET = "Kinh phí (triệu đồng)"
BUDGET_COLUMNS = ("Nguồn", "Năm", "Được cấp", "Được dùng", "Đã chi", "Còn lại")
COST = "Tổng chi phí: {cost} triệu đồng cho {enrolments} lượt người học."

SEATS = "Lượt người học (số lớp) theo năm khai giảng"
COURSE = "Khóa học"
TOTAL = "Tổng"
NOBODY = "Phương án này không cử ai đi học."

PROOF = "Đã chứng minh được gì"
STAGE_TIER = "Ưu tiên {tier}: còn thiếu {value} {unit}"
STAGE_COST = "Chi phí: {value} triệu đồng"
STAGE_PREFERENCE = "Nguyện vọng {name}: {value} {unit}"
UNITS = {
    "officials": "người",
    "weighted officials": "người (có trọng số)",
    "years": "năm",
    "enrolments": "lượt",
}
PREFERENCES = {
    "earlier_completion": "hoàn thành sớm",
    "priority_group": "nhóm ưu tiên",
    "even_units": "đồng đều giữa các đơn vị",
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
