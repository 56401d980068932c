use shared::messages::*;

const REPORTS: [Delivery; 4] = [
    Delivery::OnItsWay,
    Delivery::Delivered,
    Delivery::Undelivered { gone: false },
    Delivery::Undelivered { gone: true },
];

/// Plays reports into a message; answers where it stands and whether it is delivered.
fn after(start: MessageStatus, reports: &[Delivery]) -> (MessageStatus, bool) {
    reports.iter().fold((start, false), |(status, delivered), report| {
        match delivery_change(status, delivered, *report) {
            None => (status, delivered),
            Some(DeliveryChange::Sent) => (MessageStatus::Sent, delivered),
            Some(DeliveryChange::Delivered) => (MessageStatus::Sent, true),
            Some(DeliveryChange::Failed | DeliveryChange::Bounced) => (MessageStatus::Failed, false),
        }
    })
}

#[test]
fn delivered_never_goes_back_whatever_comes_after_it() {
    for first in REPORTS {
        for second in REPORTS {
            let end = after(MessageStatus::Sent, &[Delivery::Delivered, first, second]);
            assert_eq!(end, (MessageStatus::Sent, true), "{first:?}, {second:?}");
        }
    }
}

#[test]
fn a_report_that_comes_twice_changes_nothing_the_second_time() {
    for report in REPORTS {
        for start in [MessageStatus::Sent, MessageStatus::Sending, MessageStatus::InDoubt] {
            let once = after(start, &[report]);
            assert_eq!(after(start, &[report, report]), once, "{start:?}, {report:?}");
        }
    }
}

#[test]
fn a_report_settles_what_was_in_doubt() {
    assert_eq!(after(MessageStatus::InDoubt, &[Delivery::OnItsWay]), (MessageStatus::Sent, false));
    assert_eq!(after(MessageStatus::InDoubt, &[Delivery::Delivered]), (MessageStatus::Sent, true));
    assert_eq!(after(MessageStatus::InDoubt, &[Delivery::Undelivered { gone: false }]).0, MessageStatus::Failed);
}

#[test]
fn what_was_never_handed_over_is_not_delivered() {
    for start in [MessageStatus::Queued, MessageStatus::Held, MessageStatus::Refused, MessageStatus::Expired] {
        assert!(REPORTS.iter().all(|report| delivery_change(start, false, *report).is_none()), "{start:?}");
    }
}
