//! Where segments are in the application.

use shared::ids::SegmentId;

/// Where a segment is looked at and changed.
pub(super) fn page_of(id: SegmentId) -> String {
    format!("/staff/segments/{id}")
}
