//! A test of the patient, read from its line.

use super::super::{
    AgeTest, AttributeTest, ConsentTest, ContactSystem, Distance, Gender, PatientTest, PlacePart, Reach,
    StepMessageTest, TravelStep, TravelTest,
};
use super::dates;
use super::read::Line;
use super::words::choice;
use crate::journeys::NodeId;
use crate::patients::Relationship;

pub fn patient(line: &mut Line) -> Result<PatientTest, String> {
    let head = line.word()?;
    let place = |line: &mut Line, part| {
        let how = line.choice("comparison: begins, is, is-not, contains, from or up-to")?;
        Ok::<_, String>(PatientTest::Place { part, how, text: line.text()? })
    };
    Ok(match head.as_str() {
        "active" => PatientTest::Active(true),
        "inactive" => PatientTest::Active(false),
        "deceased" => PatientTest::Deceased(true),
        "living" => PatientTest::Deceased(false),
        "age" if line.takes("from") => PatientTest::Age(AgeTest::AtLeast(line.number()?)),
        "age" if line.takes("under") => PatientTest::Age(AgeTest::Under(line.number()?)),
        "age" => {
            let from = line.number()?;
            line.expect("to")?;
            PatientTest::Age(AgeTest::Between { from, to: line.number()? })
        }
        "gender" => PatientTest::Gender(line.choices::<Gender>("gender")?),
        "language" => PatientTest::Language(line.texts()?),
        "race" => PatientTest::Race(line.texts()?),
        "ethnicity" => PatientTest::Ethnicity(line.texts()?),
        "city" => place(line, PlacePart::City)?,
        "state" => place(line, PlacePart::State)?,
        "postcode" => place(line, PlacePart::Postcode)?,
        "with" | "without" => {
            let word = line.word()?;
            let by = choice::<Reach>(&word).ok_or_else(|| format!("Write “email” or “phone” here, not {word:?}."))?;
            PatientTest::Reach { by, has: head == "with" }
        }
        "birthday" => {
            line.expect("in-next")?;
            let in_next = line.number()?;
            line.expect("days")?;
            PatientTest::Birthday { in_next }
        }
        "added" => PatientTest::Added(dates::read(line)?),
        "relationship" => PatientTest::Relationship(line.choices::<Relationship>("relationship")?),
        "prefers" => PatientTest::Prefers(line.choices::<ContactSystem>("way to reach somebody")?),
        "tag" | "no-tag" => PatientTest::Tag { any_of: line.texts()?, has: head == "tag" },
        "practitioner" => PatientTest::Practitioner(line.texts()?),
        "site" => PatientTest::Site(line.texts()?),
        "in-journey" | "not-in-journey" => PatientTest::Travels(travels(line, head == "in-journey")?),
        "did" => PatientTest::StepMessage(StepMessageTest {
            did: line.choice("deed: opened or clicked")?,
            step: match line.chosen("step")? {
                Some(node) => Some(TravelStep { node: NodeId(node), name: line.text()? }),
                None => None,
            },
        }),
        "within" => {
            let km = line.number()?;
            line.expect("km")?;
            line.expect("of")?;
            let (latitude, longitude) = (line.number()?, line.number()?);
            PatientTest::Distance(Distance { latitude, longitude, km, place: line.text()? })
        }
        "consent" => PatientTest::Consent(ConsentTest {
            channel: line.choice("channel")?,
            purpose: line.choice("purpose")?,
            said: line.choice("answer: granted, denied, nothing or allowed")?,
        }),
        "attribute" => PatientTest::Attribute { name: line.text()?, is: attribute(line)? },
        other => return Err(format!("{other:?} is not an attribute of a patient.")),
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
