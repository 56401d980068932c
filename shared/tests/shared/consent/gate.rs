use proptest::prelude::*;
use shared::consent::*;
use shared::outreach::lookup::LineType;
use shared::time::{Millis, UtcMillis};

const NOW: UtcMillis = UtcMillis(1_796_000_000_000);

fn facts(purpose: Purpose, consent: Option<ConsentStatus>) -> SendFacts {
    SendFacts {
        channel: Channel::Email,
        purpose,
        patient: PatientState::Active,
        wishes: Wishes::default(),
        consent,
        suppressed: false,
        line: None,
        sent_before: vec![],
    }
}

fn decide(facts: &SendFacts) -> Decision {
    may_send(facts, &SendingRules::default(), NOW, &UtcOffset(0))
}

#[test]
fn silence_allows_care_and_events_but_neither_marketing_nor_surveys() {
    assert_eq!(decide(&facts(Purpose::Treatment, None)), Decision::Send);
    assert_eq!(decide(&facts(Purpose::Event, None)), Decision::Send);
    assert_eq!(decide(&facts(Purpose::Marketing, None)), Decision::Refuse(Refusal::NoConsent));
    assert_eq!(decide(&facts(Purpose::Survey, None)), Decision::Refuse(Refusal::NoConsent));
    assert_eq!(decide(&facts(Purpose::Transactional, None)), Decision::Send);
}

#[test]
fn a_no_is_a_no_except_for_what_was_asked_for() {
    for purpose in Purpose::CHOICES {
        let decision = decide(&facts(purpose, Some(ConsentStatus::Denied)));
        assert_eq!(decision, Decision::Refuse(Refusal::ConsentDenied), "{purpose}");
    }
    assert_eq!(decide(&facts(Purpose::Transactional, Some(ConsentStatus::Denied))), Decision::Send);
}

#[test]
fn a_second_marketing_message_within_a_day_is_refused_and_after_a_day_it_is_not() {
    let mut facts = facts(Purpose::Marketing, Some(ConsentStatus::Granted));
    let rules = SendingRules { caps: vec![FrequencyCap { count: 1, days: 1 }], ..SendingRules::default() };
    facts.sent_before = vec![NOW - Millis::hours(23)];
    assert_eq!(may_send(&facts, &rules, NOW, &UtcOffset(0)), Decision::Refuse(Refusal::FrequencyCap));
    facts.sent_before = vec![NOW - Millis::hours(25)];
    assert_eq!(may_send(&facts, &rules, NOW, &UtcOffset(0)), Decision::Send);
}

#[test]
fn night_in_the_recipients_zone_holds_a_message_until_morning() {
    let rules = SendingRules { email_quiet_hours: Some(QuietHours::USUAL), ..SendingRules::default() };
    // 2026-11-29 03:00 UTC is 21:00 the evening before in Chicago, and 22:00 the same evening in New York.
    let now = UtcMillis(1_795_921_200_000);
    let facts = facts(Purpose::Event, None);
    let chicago = Zone::named("America/Chicago").expect("a zone");
    let los_angeles = Zone::named("America/Los_Angeles").expect("a zone");
    assert_eq!(may_send(&facts, &rules, now, &chicago), Decision::Hold(now + Millis::hours(11)));
    assert_eq!(may_send(&facts, &rules, now, &los_angeles), Decision::Send);
}

#[test]
fn wishes_hold_for_everything_but_what_was_asked_for() {
    let of = |channel: Channel, purpose: Purpose, wishes: &Wishes| {
        let facts = facts(purpose, Some(ConsentStatus::Granted));
        decide(&SendFacts { channel, wishes: wishes.clone(), ..facts })
    };
    let nothing = Wishes { do_not_contact: true, ..Wishes::default() };
    let by_mail = Wishes { only: Some(Channel::Post), only_address: "PO Box 7".into(), ..Wishes::default() };
    for purpose in Purpose::CHOICES {
        assert_eq!(of(Channel::Email, purpose, &nothing), Decision::Refuse(Refusal::DoNotContact));
        assert_eq!(of(Channel::Email, purpose, &by_mail), Decision::Refuse(Refusal::AnotherChannel));
        assert_eq!(of(Channel::Post, purpose, &by_mail), Decision::Send);
    }
    assert_eq!(of(Channel::Email, Purpose::Transactional, &nothing), Decision::Send);
    assert_eq!(by_mail.address(Channel::Post), Some("PO Box 7"));
    assert_eq!(by_mail.address(Channel::Email), None);
}

fn any_facts() -> impl Strategy<Value = SendFacts> {
    let line = prop::option::of(prop::sample::select(&LineType::ALL[..]));
    let ago = prop::collection::vec(0i64..2_000_000_000, 0..6);
    (0usize..4, 0usize..5, 0usize..4, 0usize..3, any::<bool>(), line, ago).prop_map(
        |(channel, purpose, patient, consent, suppressed, line, ago)| SendFacts {
            channel: Channel::ALL[channel],
            purpose: Purpose::ALL[purpose],
            patient: [PatientState::Active, PatientState::Inactive, PatientState::Deceased, PatientState::NoPatient]
                [patient],
            wishes: Wishes::default(),
            consent: [None, Some(ConsentStatus::Granted), Some(ConsentStatus::Denied)][consent],
            suppressed,
            line,
            sent_before: ago.into_iter().map(|ms| NOW - Millis(ms)).collect(),
        },
    )
}

proptest! {
    #[test]
    fn nothing_reaches_the_dead_the_suppressed_or_those_who_said_no(facts in any_facts(), offset in -840i16..840) {
        let decision = may_send(&facts, &SendingRules::default(), NOW, &UtcOffset(offset));
        if facts.patient == PatientState::Deceased || facts.suppressed
            || (facts.consent == Some(ConsentStatus::Denied) && facts.purpose != Purpose::Transactional)
        {
            prop_assert!(matches!(decision, Decision::Refuse(_)), "{decision:?}");
        }
    }

    #[test]
    fn a_held_message_is_not_held_again_when_its_time_comes(facts in any_facts(), zone in 0usize..3) {
        let rules = SendingRules { email_quiet_hours: Some(QuietHours::USUAL), ..SendingRules::default() };
        let zone = Zone::named(["America/New_York", "Europe/London", "Australia/Sydney"][zone]).expect("a zone");
        if let Decision::Hold(until) = may_send(&facts, &rules, NOW, &zone) {
            prop_assert!(!matches!(may_send(&facts, &rules, until, &zone), Decision::Hold(_)));
        }
    }

    #[test]
    fn sending_as_often_as_the_gate_allows_never_exceeds_a_cap(gaps in prop::collection::vec(0i64..200_000_000, 1..60)) {
        let rules = SendingRules { caps: vec![FrequencyCap { count: 2, days: 1 }, FrequencyCap { count: 5, days: 7 }], ..SendingRules::default() };
        let mut facts = facts(Purpose::Marketing, Some(ConsentStatus::Granted));
        let mut now = NOW;
        for gap in gaps {
            now = now + Millis(gap);
            if may_send(&facts, &rules, now, &UtcOffset(0)) == Decision::Send {
                facts.sent_before.push(now);
            }
        }
        for cap in &rules.caps {
            for end in &facts.sent_before {
                let within = facts.sent_before.iter().filter(|at| **at <= *end && **at > *end - cap.window()).count();
                prop_assert!(within <= cap.count as usize);
            }
        }
    }
}

#[test]
fn a_refusal_is_said_in_the_words_of_its_channel() {
    assert_eq!(Refusal::NoAddress.label(Channel::Email), "There is no e-mail address");
    assert_eq!(Refusal::NoAddress.label(Channel::Sms), "There is no number for text messages");
    for refusal in Refusal::ALL {
        for channel in Channel::ALL.iter().filter(|channel| **channel != Channel::Email) {
            assert!(!refusal.label(*channel).contains("e-mail"), "{refusal} {channel}");
        }
    }
}

#[test]
fn channels_that_share_addresses_name_each_other() {
    for channel in Channel::ALL {
        assert!(channel.same_addresses().contains(&channel));
        for other in channel.same_addresses() {
            assert_eq!(other.same_addresses(), channel.same_addresses());
        }
    }
}

#[test]
fn texts_and_calls_wait_for_the_morning_where_e_mail_does_not() {
    // 2026-11-29 03:00 UTC.
    let now = UtcMillis(1_795_921_200_000);
    let decide = |channel| {
        let facts = SendFacts { channel, ..facts(Purpose::Event, None) };
        may_send(&facts, &SendingRules::default(), now, &UtcOffset(0))
    };
    assert_eq!(decide(Channel::Email), Decision::Send);
    assert_eq!(decide(Channel::Post), Decision::Send);
    assert_eq!(decide(Channel::Sms), Decision::Hold(now + Millis::hours(5)));
    assert_eq!(decide(Channel::Voice), Decision::Hold(now + Millis::hours(5)));
}

#[test]
fn no_text_goes_to_a_landline_and_none_to_a_number_that_was_looked_up_in_vain() {
    let text = |line, purpose, consent| {
        let facts = SendFacts { channel: Channel::Sms, line, ..facts(purpose, consent) };
        may_send(&facts, &SendingRules::default(), NOW, &UtcOffset(0))
    };
    let (refused, granted) = (Decision::Refuse(Refusal::NotMobile), Some(ConsentStatus::Granted));
    assert_eq!(text(Some(LineType::Landline), Purpose::Transactional, granted), refused);
    assert_eq!(text(Some(LineType::Invalid), Purpose::Event, granted), refused);
    assert_eq!(text(Some(LineType::Unknown), Purpose::Event, None), refused);
    // Who agreed to texts at this number, or has just written from it, has a phone that takes them.
    assert_ne!(text(Some(LineType::Unknown), Purpose::Event, granted), refused);
    assert_ne!(text(Some(LineType::Unknown), Purpose::Transactional, None), refused);
    assert_ne!(text(Some(LineType::Mobile), Purpose::Event, None), refused);
    assert_ne!(text(None, Purpose::Event, None), refused);
    let call = SendFacts { channel: Channel::Voice, line: Some(LineType::Landline), ..facts(Purpose::Event, None) };
    assert_ne!(may_send(&call, &SendingRules::default(), NOW, &UtcOffset(0)), refused);
}
