//! A test of the patient, read from its line.

use super::super::{
    AgeTest, AttributeTest, ConsentTest, ContactSystem, Distance, Gender, PatientAspect, PatientTest, PlacePart, Reach,
    StepMessageTest, TravelStep, TravelTest,
};
use super::dates;
use super::read::Line;
use crate::journeys::NodeId;
use crate::outreach::lookup::LineType;
use crate::patients::Relationship;

pub fn patient(line: &mut Line) -> Result<PatientTest, String> {
    let head = line.word()?;
    let place = |line: &mut Line, part| {
        let how = line.choice("comparison: begins, is, is-not, contains, from or up-to")?;
        Ok::<_, String>(PatientTest::Place { part, how, text: line.text()? })
    };
    let unknown = || format!("{head:?} is not an attribute of a patient.");
    let mut aspect = PatientAspect::of_head(&head).ok_or_else(unknown)?;
    if matches!(aspect, PatientAspect::Email | PatientAspect::Phone) {
        aspect = match line.choice::<Reach>("way to reach somebody: email or phone")? {
            Reach::Email => PatientAspect::Email,
            Reach::Phone => PatientAspect::Phone,
        };
    }
    // Of two heads the first says yes.
    let yes = aspect.heads().first() == Some(&head.as_str());
    Ok(match aspect {
        PatientAspect::Status => PatientTest::Active(yes),
        PatientAspect::Deceased => PatientTest::Deceased(yes),
        PatientAspect::Age => PatientTest::Age(age(line)?),
        PatientAspect::AgeOn => {
            let on = line.choice("day: year-start, year-end, month-start, month-end or year-ago")?;
            PatientTest::AgeOn { on, is: age(line)? }
        }
        PatientAspect::Gender => PatientTest::Gender(line.choices::<Gender>("gender")?),
        PatientAspect::Language => PatientTest::Language(line.texts()?),
        PatientAspect::Race => PatientTest::Race(line.texts()?),
        PatientAspect::Ethnicity => PatientTest::Ethnicity(line.texts()?),
        PatientAspect::City => place(line, PlacePart::City)?,
        PatientAspect::State => place(line, PlacePart::State)?,
        PatientAspect::Postcode => place(line, PlacePart::Postcode)?,
        PatientAspect::Email => PatientTest::Reach { by: Reach::Email, has: yes },
        PatientAspect::Phone => PatientTest::Reach { by: Reach::Phone, has: yes },
        PatientAspect::Birthday => {
            line.expect("in-next")?;
            let in_next = line.number()?;
            line.expect("days")?;
            PatientTest::Birthday { in_next }
        }
        PatientAspect::Added => PatientTest::Added(dates::read(line)?),
        PatientAspect::Relationship => PatientTest::Relationship(line.choices::<Relationship>("relationship")?),
        PatientAspect::Prefers => PatientTest::Prefers(line.choices::<ContactSystem>("way to reach somebody")?),
        PatientAspect::LineType => PatientTest::LineType(line.choices::<LineType>("line type")?),
        PatientAspect::Tag => PatientTest::Tag { any_of: line.texts()?, has: yes },
        PatientAspect::Practitioner => PatientTest::Practitioner(line.texts()?),
        PatientAspect::Site => PatientTest::Site(line.texts()?),
        PatientAspect::Journey => PatientTest::Travels(travels(line, yes)?),
        PatientAspect::StepMessage => PatientTest::StepMessage(StepMessageTest {
            did: line.choice("deed: opened or clicked")?,
            step: match line.chosen("step")? {
                Some(node) => Some(TravelStep { node: NodeId(node), name: line.text()? }),
                None => None,
            },
        }),
        PatientAspect::Distance => {
            let km = line.number()?;
            line.expect("km")?;
            line.expect("of")?;
            let (latitude, longitude) = (line.number()?, line.number()?);
            PatientTest::Distance(Distance { latitude, longitude, km, place: line.text()? })
        }
        PatientAspect::Consent => PatientTest::Consent(ConsentTest {
            channel: line.choice("channel")?,
            purpose: line.choice("purpose")?,
            said: line.choice("answer: granted, denied, nothing or allowed")?,
        }),
        PatientAspect::Own => PatientTest::Attribute { name: line.text()?, is: attribute(line)? },
    })
}

fn attribute(line: &mut Line) -> Result<AttributeTest, String> {
    let head = line.word()?;
    Ok(match head.as_str() {
        "known" => AttributeTest::Known(true),
        "unknown" => AttributeTest::Known(false),
        "is" => AttributeTest::AnyOf(line.texts()?),
        "number" => AttributeTest::Number { compare: line.choice("comparison")?, value: line.number()? },
        "date" => AttributeTest::Date(dates::read(line)?),
        other => {
            return Err(format!("Write known, unknown, is, number or date after the attribute’s name, not {other:?}."));
        }
    })
}

fn travels(line: &mut Line, inside: bool) -> Result<TravelTest, String> {
    let journey = line.chosen("journey")?;
    let name = line.text()?;
    let step =
        if line.takes("step") { Some(TravelStep { node: NodeId(line.number()?), name: line.text()? }) } else { None };
    Ok(TravelTest { journey, name, step, inside })
}

fn age(line: &mut Line) -> Result<AgeTest, String> {
    if line.takes("from") {
        return Ok(AgeTest::AtLeast(line.number()?));
    }
    if line.takes("under") {
        return Ok(AgeTest::Under(line.number()?));
    }
    let from = line.number()?;
    line.expect("to")?;
    Ok(AgeTest::Between { from, to: line.number()? })
}
