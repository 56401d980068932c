//! Reports in the mailbox of the return path: what they say about which message, and that nothing in them does harm.

use channels::{MailNews, mail_report};
use proptest::prelude::*;
use shared::messages::Delivery;

const ID: &str = "0191b6a0-0000-7000-8000-000000000001";

fn report(status: &str, original: &str) -> String {
    format!(
        "From: MAILER-DAEMON@example.org\r\nTo: bounces@lamna.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"B\"\r\n\r\n\
         --B\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\r\n\
         --B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n{status}\r\n\r\n\
         --B\r\n{original}\r\n--B--\r\n"
    )
}

fn whole() -> String {
    format!("Content-Type: message/rfc822\r\n\r\nMessage-ID: <{ID}@lamna.example>\r\nSubject: Hi\r\n\r\nHello")
}

fn recipient(action: &str, status: &str) -> String {
    format!(
        "Final-Recipient: rfc822; e@example.org\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 {status} no such\r\n user here"
    )
}

#[test]
fn a_mailbox_that_does_not_exist_is_told_from_one_that_is_full() {
    for (status, gone) in [("5.1.1", true), ("5.1.10", true), ("5.2.2", false), ("5.7.1", false), ("5.1.8", false)] {
        let found = mail_report(report(&recipient("failed", status), &whole()).as_bytes()).expect("a report");
        assert_eq!(found.reference, ID);
        assert_eq!(found.news, MailNews::Carried(Delivery::Undelivered { gone }), "{status}");
        assert!(found.words.contains("no such user here"), "{}", found.words);
    }
}

#[test]
fn headers_alone_are_enough_and_a_delay_is_no_news() {
    let headers =
        format!("Content-Type: text/rfc822-headers\r\n\r\nSubject: Hi\r\nMessage-ID:\r\n <{ID}@lamna.example>");
    let found = mail_report(report(&recipient("failed", "5.1.1"), &headers).as_bytes()).expect("a report");
    assert_eq!(found.reference, ID);
    assert_eq!(mail_report(report(&recipient("delayed", "4.4.1"), &whole()).as_bytes()), None);
    assert_eq!(mail_report(b"Subject: Out of office\r\n\r\nI am away."), None);
}

#[test]
fn a_complaint_is_read_as_one() {
    let raw = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=\"B\"\r\n\r\n\
         --B\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n--B\r\n{}\r\n--B--\r\n",
        whole()
    );
    let found = mail_report(raw.as_bytes()).expect("a report");
    assert_eq!((found.reference.as_str(), found.news), (ID, MailNews::Complaint));
}

proptest! {
    #[test]
    fn whatever_arrives_is_answered(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = mail_report(&bytes);
    }

    #[test]
    fn a_broken_report_is_answered(cut in 0usize..700, flip in 0usize..700, to in any::<u8>()) {
        let mut raw = report(&recipient("failed", "5.1.1"), &whole()).into_bytes();
        if let Some(byte) = raw.get_mut(flip) {
            *byte = to;
        }
        raw.truncate(raw.len().saturating_sub(cut));
        let _ = mail_report(&raw);
    }
}
