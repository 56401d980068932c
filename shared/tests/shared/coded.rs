//! One code for an enum everywhere: in the database, in JSON, in text.

use shared::activity::ActivityKind;
use shared::audit::{AuditAction, AuditKind};
use shared::change::ChangeKind;
use shared::coded::{Coded, Known};
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::events::{AttendanceStatus, Format, Kind, Stage, Status};
use shared::imports::{Became, ImportStatus};
use shared::journeys::{AtEnd, FinishReason, JourneyStatus, Listens, OnLeave, ReEntry, TriggerStatus};
use shared::language::Language;
use shared::messages::{Background, BrandFont, GalleryGroup, Inbound, Layout, PostKind, VoiceLanguage};
use shared::noun::Noun;
use shared::outreach::lookup::{LineType, LookupProvider};
use shared::outreach::prospects::{
    DateOrder, Found, Likeness, ListSort, ListStatus, MemberFilter, RefusalSort, Verdict,
};
use shared::patients::{Activeness, ColumnKind, ContactSystem, Gender, PatientSort, Relationship};
use shared::people::Role;
use shared::records::RecordType;
use shared::scheduling::{
    AppointmentStatus, CalendarView, CancelReason, CancelledBy, ExceptionKind, Modality, TakenBy,
};
use shared::segments::{AgeDay, ConditionKind, MessageDeed, PatientAspect, WordingTest};
use shared::vaccines::{Series, State};
use std::collections::HashSet;
use std::fmt::{Debug, Display};
use std::str::FromStr;

/// Codes are told apart, are plain words, and lead back to their value by every way.
fn keeps<T>()
where
    T: Coded + Debug + Display + FromStr<Err: Debug> + serde::Serialize + for<'de> serde::Deserialize<'de>,
{
    let mut seen = HashSet::new();
    for one in T::ALL.iter().copied() {
        let code = one.code();
        assert!(seen.insert(code), "{} has {code} twice", T::NAME);
        assert!(code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{code}");
        assert!(!one.label().is_empty(), "{code}");
        assert_eq!(one.to_string(), code);
        assert_eq!(code.parse::<T>().expect("its own code"), one);
        assert_eq!(T::from_code(code), Some(one));
        let json = serde_json::to_string(&one).expect("a word");
        assert_eq!(json, format!("\"{code}\""));
        assert_eq!(serde_json::from_str::<T>(&json).expect("its own JSON"), one);
    }
}

#[test]
fn every_code_leads_back_to_its_value() {
    keeps::<Channel>();
    keeps::<LineType>();
    keeps::<LookupProvider>();
    keeps::<ColumnKind>();
    keeps::<DateOrder>();
    keeps::<Found>();
    keeps::<Likeness>();
    keeps::<ListSort>();
    keeps::<ListStatus>();
    keeps::<MemberFilter>();
    keeps::<RefusalSort>();
    keeps::<Verdict>();
    keeps::<Purpose>();
    keeps::<Language>();
    keeps::<PostKind>();
    keeps::<Background>();
    keeps::<BrandFont>();
    keeps::<GalleryGroup>();
    keeps::<Layout>();
    keeps::<ConsentStatus>();
    keeps::<Format>();
    keeps::<Kind>();
    keeps::<Stage>();
    keeps::<Status>();
    keeps::<AttendanceStatus>();
    keeps::<AgeDay>();
    keeps::<Became>();
    keeps::<RecordType>();
    keeps::<ConditionKind>();
    keeps::<PatientAspect>();
    keeps::<ActivityKind>();
    keeps::<Series>();
    keeps::<State>();
    keeps::<AuditAction>();
    keeps::<AuditKind>();
    keeps::<Noun>();
    keeps::<ChangeKind>();
    keeps::<Role>();
    keeps::<AppointmentStatus>();
    keeps::<CalendarView>();
    keeps::<CancelReason>();
    keeps::<CancelledBy>();
    keeps::<ExceptionKind>();
    keeps::<Modality>();
    keeps::<TakenBy>();
    keeps::<ImportStatus>();
    keeps::<Relationship>();
    keeps::<ContactSystem>();
    keeps::<Gender>();
    keeps::<Activeness>();
    keeps::<PatientSort>();
    keeps::<shared::journeys::Kind>();
    keeps::<shared::journeys::Unit>();
    keeps::<shared::journeys::AwaitedKind>();
    keeps::<shared::journeys::EventDeed>();
    keeps::<AtEnd>();
    keeps::<FinishReason>();
    keeps::<JourneyStatus>();
    keeps::<Listens>();
    keeps::<OnLeave>();
    keeps::<ReEntry>();
    keeps::<TriggerStatus>();
    keeps::<MessageDeed>();
    keeps::<Inbound>();
    keeps::<VoiceLanguage>();
    keeps::<WordingTest>();
    keeps::<shared::patients::RecordsShown>();
    keeps::<shared::events::views::Tab>();
    keeps::<shared::messages::TemplateStatus>();
    keeps::<shared::people::Access>();
    keeps::<shared::journeys::JourneySort>();
    keeps::<shared::journeys::TriggerSort>();
    keeps::<shared::segments::SegmentSort>();
    keeps::<shared::segments::MemberSort>();
    keeps::<shared::messages::TemplateSort>();
    keeps::<shared::events::EventSort>();
    keeps::<shared::events::RegistrationSort>();
    keeps::<shared::code_sets::CodeSetSort>();
    keeps::<shared::people::StaffSort>();
    keeps::<shared::paging::NewestFirst>();
    keeps::<shared::journeys::templates::JourneyTemplate>();
    keeps::<shared::outreach::ProgramStatus>();
    keeps::<shared::outreach::Duty>();
    keeps::<shared::outreach::AgreementKind>();
    keeps::<shared::outreach::CampaignKind>();
    keeps::<shared::outreach::Measure>();
    keeps::<shared::outreach::TouchKind>();
    keeps::<shared::outreach::ReportPeriod>();
    keeps::<shared::outreach::Breakdown>();
    keeps::<shared::outreach::ReviewState>();
    keeps::<shared::outreach::ProgramSort>();
    keeps::<shared::outreach::ScriptFieldKind>();
    keeps::<shared::outreach::VisitTimes>();
    keeps::<shared::outreach::ScheduledBy>();
    keeps::<shared::outreach::VisitTouch>();
    keeps::<shared::outreach::CadenceKind>();
    keeps::<shared::outreach::Carried>();
    keeps::<shared::outreach::Enrichment>();
    keeps::<shared::outreach::ChatDuty>();
    keeps::<shared::outreach::calls::CallKind>();
    keeps::<shared::outreach::calls::CallOutcome>();
    keeps::<shared::outreach::calls::CallStatus>();
    keeps::<shared::outreach::calls::CallWay>();
    keeps::<shared::outreach::calls::Cancelled>();
    keeps::<shared::outreach::calls::ClaimEnd>();
    keeps::<shared::outreach::calls::Direction>();
    keeps::<shared::outreach::calls::MessageAfter>();
    keeps::<shared::outreach::calls::NextStep>();
    keeps::<shared::outreach::calls::Presence>();
    keeps::<shared::outreach::calls::Priority>();
    keeps::<shared::outreach::calls::QueueGroup>();
    keeps::<shared::outreach::calls::Stops>();
    keeps::<shared::outreach::calls::Wait>();
}

#[test]
fn a_word_of_a_later_version_is_an_error_that_names_it() {
    let error = "fax".parse::<Channel>().unwrap_err();
    assert_eq!(error.to_string(), "\"fax\" is not a known Channel: use email, sms, voice, post");
    let error = serde_json::from_str::<Channel>("\"fax\"").unwrap_err();
    assert!(error.to_string().contains("\"fax\" is not a known Channel"), "{error}");
    assert!(serde_json::from_str::<Channel>("7").unwrap_err().to_string().contains("the code of a Channel"));
}

#[test]
fn a_list_shows_a_word_of_a_later_version_as_unknown_and_keeps_it() {
    let read = Known::<Status>::read("from-the-future");
    assert_eq!((read.label(), read.code(), read.known()), ("Unknown", "from-the-future", None));
    assert!(read.strict().is_err());
    let json = serde_json::to_string(&read).expect("a word");
    assert_eq!(serde_json::from_str::<Known<Status>>(&json).expect("any word"), read);

    let live = Known::<Status>::read("live");
    assert_eq!((live.label(), live.known()), ("Live", Some(Status::Live)));
    assert!(live.is(Status::Live) && !live.is(Status::Draft));
    assert_eq!(live, Known::from(Status::Live));
}
