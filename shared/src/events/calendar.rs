//! Calendar files people take home: iCalendar (RFC 5545, 5546), one event: PUBLISH, or CANCEL for whoever does not come.

use super::views::EventRecord;
use super::{Status, vtimezone, when};
use crate::time::UtcMillis;
use crate::time::zones::timestamp;
use jiff::tz::TimeZone;
use std::fmt::Write;

/// What a calendar entry says besides the event itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Stays the same for ever, so that a later file replaces the earlier: `{event id}@{host}`.
    pub uid: String,
    pub organization: &'a str,
    /// The address replies go to; empty when there is none.
    pub reply_to: &'a str,
    pub page_url: &'a str,
    /// Only for those who are registered.
    pub join_url: Option<&'a str>,
    /// The person does not come, or nobody does: the file takes the entry out of their calendar.
    pub out: bool,
    /// How many files about this the person may have had before: a later one counts more.
    pub earlier: u32,
}

/// The method of the file, for its content type too.
pub const fn method(out: bool) -> &'static str {
    if out { "CANCEL" } else { "PUBLISH" }
}

/// The file's name for downloads.
pub fn file_name(event: &EventRecord) -> String {
    format!("{}.ics", event.fields.slug)
}

/// The `.ics` file; `None` while the event has no time. `now` is the DTSTAMP.
pub fn write(event: &EventRecord, entry: &Entry<'_>, now: UtcMillis) -> Option<String> {
    let zone = when::zone(&event.fields.time_zone)?;
    let (starts, ends) = (event.starts_at?, event.ends_at?);
    let id = event.fields.time_zone.as_str();
    let cancelled = entry.out || event.status == Status::Cancelled;
    let mut out = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Waypost//Events//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:{}\r\n",
        method(cancelled)
    );
    vtimezone::write(&mut out, id, &zone, starts, ends);
    out.push_str("BEGIN:VEVENT\r\n");
    line(&mut out, "UID", &entry.uid);
    line(&mut out, "DTSTAMP", &utc(now));
    line(&mut out, "LAST-MODIFIED", &utc(event.updated_at));
    line(&mut out, "SEQUENCE", &(event.sequence + i64::from(entry.earlier)).to_string());
    line(&mut out, &format!("DTSTART;TZID={id}"), &local(starts, &zone));
    line(&mut out, &format!("DTEND;TZID={id}"), &local(ends, &zone));
    line(&mut out, "SUMMARY", &escape(&event.fields.name));
    line(&mut out, "DESCRIPTION", &escape(&description(event, entry)));
    if let Some(place) = place(event, entry) {
        line(&mut out, "LOCATION", &escape(&place));
    }
    line(&mut out, "URL", entry.page_url);
    if !entry.reply_to.is_empty() {
        line(&mut out, &format!("ORGANIZER;CN={}", quoted(entry.organization)), &format!("mailto:{}", entry.reply_to));
    }
    line(&mut out, "STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
    line(&mut out, "TRANSP", if cancelled { "TRANSPARENT" } else { "OPAQUE" });
    out.push_str("END:VEVENT\r\nEND:VCALENDAR\r\n");
    Some(out)
}

/// Summary, join link and page, as a calendar shows them.
pub(super) fn description(event: &EventRecord, entry: &Entry<'_>) -> String {
    let mut text = event.fields.summary.clone();
    if let Some(join) = entry.join_url {
        let _ = write!(text, "\n\nJoin: {join}");
    }
    let _ = write!(text, "\n\n{}", entry.page_url);
    text
}

/// Venue and address; the join link or "Online" where there is no venue.
pub(super) fn place(event: &EventRecord, entry: &Entry<'_>) -> Option<String> {
    if event.fields.format.has_venue() {
        let address = event.fields.address.replace('\n', ", ");
        return Some(
            [event.fields.venue.as_str(), &address]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
        );
    }
    Some(entry.join_url.unwrap_or("Online").to_owned())
}

/// A content line, folded after at most 75 octets, never inside a character (RFC 5545 3.1).
fn line(out: &mut String, name: &str, value: &str) {
    let mut octets = 0;
    for character in name.chars().chain([':']).chain(value.chars()) {
        if octets + character.len_utf8() > 75 {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(character);
        octets += character.len_utf8();
    }
    out.push_str("\r\n");
}

/// TEXT values (RFC 5545 3.3.11): backslash, semicolon, comma and line ends escaped; other controls dropped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// A parameter value in quotes, which may hold anything but quotes and controls.
fn quoted(text: &str) -> String {
    let inside: String = text.chars().filter(|c| *c != '"' && !c.is_control()).collect();
    format!("\"{inside}\"")
}

/// `20261216T000000Z`
pub(super) fn utc(at: UtcMillis) -> String {
    timestamp(at).strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn local(at: UtcMillis, zone: &TimeZone) -> String {
    let shown = when::local(at, zone);
    format!("{}T{:02}{:02}00", shown.date().to_string().replace('-', ""), shown.hour(), shown.minute())
}
