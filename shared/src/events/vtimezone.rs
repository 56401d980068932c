//! The VTIMEZONE of a calendar file (RFC 5545 3.6.5): every change of the clocks around an event, one by one, from the
//! zone database. No recurrence rule is guessed, so it stays right where governments change theirs.

use super::when::offset;
use crate::time::zones::timestamp;
use crate::time::{Millis, UtcMillis};
use jiff::Timestamp;
use jiff::tz::{Dst, Offset, TimeZone};
use std::fmt::Write;

/// The component's lines, unfolded, each ended by CRLF: the observance in force at `from`, and each that begins before
/// a year after `to`.
pub fn write(out: &mut String, id: &str, zone: &TimeZone, from: UtcMillis, to: UtcMillis) {
    let from = timestamp(from);
    let until = timestamp(to + Millis::days(366));
    let _ = write!(out, "BEGIN:VTIMEZONE\r\nTZID:{id}\r\n");
    let before = zone.preceding(from.saturating_add(jiff::SignedDuration::from_secs(1)).unwrap_or(from)).next();
    match before {
        Some(change) => {
            observance(out, zone, change.timestamp(), change.offset(), change.abbreviation(), change.dst());
        }
        None => {
            let info = zone.to_offset_info(from);
            let epoch = Timestamp::UNIX_EPOCH;
            observance(out, zone, epoch, info.offset(), info.abbreviation(), info.dst());
        }
    }
    for change in zone.following(from).take_while(|change| change.timestamp() < until) {
        observance(out, zone, change.timestamp(), change.offset(), change.abbreviation(), change.dst());
    }
    out.push_str("END:VTIMEZONE\r\n");
}

/// One STANDARD or DAYLIGHT part: from when on the clocks show which offset.
fn observance(out: &mut String, zone: &TimeZone, at: Timestamp, to: Offset, name: &str, dst: Dst) {
    let just_before = at.saturating_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(at);
    let from = zone.to_offset(just_before);
    let part = if dst.is_dst() { "DAYLIGHT" } else { "STANDARD" };
    // The start is written in the time that the clocks showed before the change.
    let local = from.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string();
    let _ = write!(
        out,
        "BEGIN:{part}\r\nDTSTART:{local}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{name}\r\nEND:{part}\r\n",
        offset(from.seconds(), "-", ""),
        offset(to.seconds(), "-", ""),
    );
}
