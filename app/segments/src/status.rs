//! How the status of a segment is shown.

use kit::Tone;
use shared::segments::SegmentStatus;

/// How a status looks, an error before all else.
pub fn status_tone(status: SegmentStatus, failed: bool) -> (Tone, &'static str) {
    match status {
        SegmentStatus::Live if failed => (Tone::Danger, "Live, failing"),
        SegmentStatus::Live => (Tone::Good, "Live"),
        SegmentStatus::Draft => (Tone::Neutral, "Draft"),
        SegmentStatus::Stopped => (Tone::Wait, "Stopped"),
    }
}
