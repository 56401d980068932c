//! What a rule may ask of the patient, as the builder's menu names it. A test is added here: its name, what it starts with
//! and the words it begins with in a rule as text. Random rules and the builder's editors go through every aspect.

use super::{
    AgeDay, AgeTest, AttributeTest, ConsentTest, DateTest, Distance, MessageDeed, PatientTest, PlacePart, Reach, Said,
    StepMessageTest, TravelTest, Unit, WordingTest,
};
use crate::coded;
use crate::consent::{Channel, Purpose};
use crate::outreach::lookup::LineType;
use crate::patients::{ContactSystem, Gender, Relationship};

coded! {
    /// In the order of the menu: who, where, how to reach them, who cares for them, what we keep.
    pub enum PatientAspect {
        Status = "status", "Status";
        Age = "age", "Age";
        AgeOn = "age-on", "Age at the start or end of a period";
        Gender = "gender", "Gender";
        Birthday = "birthday", "Birthday";
        Deceased = "deceased", "Deceased";
        Language = "language", "Language";
        Race = "race", "Race";
        Ethnicity = "ethnicity", "Ethnicity";
        City = "city", "City";
        State = "state", "State";
        Postcode = "postcode", "Postal code";
        Distance = "distance", "Distance";
        Email = "email", "E-mail address";
        Phone = "phone", "Phone number";
        LineType = "line-type", "Line type";
        Prefers = "prefers", "Preferred channel";
        Consent = "consent", "Consent";
        Practitioner = "practitioner", "General practitioner";
        Site = "site", "Site";
        Tag = "tag", "Tag";
        Own = "own", "Own attribute";
        Relationship = "relationship", "Relationship";
        Journey = "journey", "Journey";
        StepMessage = "step-message", "Message of an earlier step";
        Added = "added", "Came into the register";
    }
}

impl PatientTest {
    /// Under which name the builder has it.
    pub const fn aspect(&self) -> PatientAspect {
        match self {
            Self::Active(_) => PatientAspect::Status,
            Self::Age(_) => PatientAspect::Age,
            Self::AgeOn { .. } => PatientAspect::AgeOn,
            Self::Gender(_) => PatientAspect::Gender,
            Self::Language(_) => PatientAspect::Language,
            Self::Place { part: PlacePart::City, .. } => PatientAspect::City,
            Self::Place { part: PlacePart::State, .. } => PatientAspect::State,
            Self::Place { part: PlacePart::Postcode, .. } => PatientAspect::Postcode,
            Self::Deceased(_) => PatientAspect::Deceased,
            Self::Reach { by: Reach::Email, .. } => PatientAspect::Email,
            Self::Reach { by: Reach::Phone, .. } => PatientAspect::Phone,
            Self::Birthday { .. } => PatientAspect::Birthday,
            Self::Added(_) => PatientAspect::Added,
            Self::Race(_) => PatientAspect::Race,
            Self::Ethnicity(_) => PatientAspect::Ethnicity,
            Self::Relationship(_) => PatientAspect::Relationship,
            Self::Tag { .. } => PatientAspect::Tag,
            Self::Attribute { .. } => PatientAspect::Own,
            Self::Practitioner(_) => PatientAspect::Practitioner,
            Self::Site(_) => PatientAspect::Site,
            Self::Distance(_) => PatientAspect::Distance,
            Self::Consent(_) => PatientAspect::Consent,
            Self::LineType(_) => PatientAspect::LineType,
            Self::Prefers(_) => PatientAspect::Prefers,
            Self::Travels(_) => PatientAspect::Journey,
            Self::StepMessage(_) => PatientAspect::StepMessage,
        }
    }
}

impl PatientAspect {
    /// The words that a test of it may begin with in a rule as text. `with` and `without` are followed by the way to reach
    /// somebody.
    pub const fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Status => &["active", "inactive"],
            Self::Deceased => &["deceased", "living"],
            Self::Email | Self::Phone => &["with", "without"],
            Self::Distance => &["within"],
            Self::Tag => &["tag", "no-tag"],
            Self::Own => &["attribute"],
            Self::Journey => &["in-journey", "not-in-journey"],
            Self::StepMessage => &["did"],
            Self::Age => &["age"],
            Self::AgeOn => &["age-on"],
            Self::Gender => &["gender"],
            Self::Birthday => &["birthday"],
            Self::Language => &["language"],
            Self::Race => &["race"],
            Self::Ethnicity => &["ethnicity"],
            Self::City => &["city"],
            Self::State => &["state"],
            Self::Postcode => &["postcode"],
            Self::Prefers => &["prefers"],
            Self::Consent => &["consent"],
            Self::LineType => &["line-type"],
            Self::Practitioner => &["practitioner"],
            Self::Site => &["site"],
            Self::Relationship => &["relationship"],
            Self::Added => &["added"],
        }
    }

    /// The first that a text of this head may be about.
    pub fn of_head(head: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aspect| aspect.heads().contains(&head))
    }

    /// What a test of it starts with.
    pub fn start(self) -> PatientTest {
        let place = |part| PatientTest::Place { part, how: WordingTest::Begins, text: String::new() };
        match self {
            Self::Status => PatientTest::Active(true),
            Self::Age => PatientTest::Age(AgeTest::Between { from: 18, to: 64 }),
            Self::AgeOn => PatientTest::AgeOn { on: AgeDay::YearStart, is: AgeTest::Between { from: 18, to: 64 } },
            Self::Gender => PatientTest::Gender(vec![Gender::Female]),
            Self::Language => PatientTest::Language(Vec::new()),
            Self::City => place(PlacePart::City),
            Self::State => place(PlacePart::State),
            Self::Postcode => place(PlacePart::Postcode),
            Self::Deceased => PatientTest::Deceased(false),
            Self::Email => PatientTest::Reach { by: Reach::Email, has: true },
            Self::Phone => PatientTest::Reach { by: Reach::Phone, has: true },
            Self::Birthday => PatientTest::Birthday { in_next: 30 },
            Self::Added => PatientTest::Added(DateTest::InLast { count: 3, unit: Unit::Months }),
            Self::Race => PatientTest::Race(Vec::new()),
            Self::Ethnicity => PatientTest::Ethnicity(Vec::new()),
            Self::Relationship => PatientTest::Relationship(vec![Relationship::Donor]),
            Self::Tag => PatientTest::Tag { any_of: Vec::new(), has: true },
            Self::Own => PatientTest::Attribute { name: String::new(), is: AttributeTest::Known(true) },
            Self::Practitioner => PatientTest::Practitioner(Vec::new()),
            Self::Site => PatientTest::Site(Vec::new()),
            Self::Distance => {
                PatientTest::Distance(Distance { latitude: 0.0, longitude: 0.0, km: 10.0, place: String::new() })
            }
            Self::Consent => PatientTest::Consent(ConsentTest {
                channel: Channel::Email,
                purpose: Purpose::Marketing,
                said: Said::Allowed,
            }),
            Self::Prefers => PatientTest::Prefers(vec![ContactSystem::Sms]),
            Self::LineType => PatientTest::LineType(vec![LineType::Mobile]),
            Self::Journey => PatientTest::Travels(TravelTest::unchosen()),
            Self::StepMessage => PatientTest::StepMessage(StepMessageTest { step: None, did: MessageDeed::Opened }),
        }
    }
}
