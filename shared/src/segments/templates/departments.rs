//! Who is or was with a department, by the words of visits, appointments, procedures and orders. Where departments are
//! organizations or locations of their own, the condition “site or department” says it exactly.

use super::parts::{active, alive, all, made, months, rows, text};
use super::{Template, Topic};
use crate::segments::{BlockId, Combine, Group, Quantifier, RecordConditionTest, RecordTest, RecordType, Rule, Test};

pub fn templates() -> Vec<Template> {
    let made = |key, name, words: &[&str]| {
        made(
            Topic::Department,
            key,
            name,
            "A visit, appointment, procedure or order of this department in the last two years, by its words.",
            all([active(), alive(), any_of(words)]),
        )
    };
    vec![
        made("department-cardiology", "Cardiology", &["cardi", "echocardiograph", "electrocardiogra"]),
        made("department-oncology", "Oncology", &["oncolog", "chemotherapy", "radiation therapy", "cancer"]),
        made("department-orthopaedics", "Orthopaedics", &["orthop", "fracture", "bone immobilization", "arthroplasty"]),
        made(
            "department-gynaecology",
            "Gynaecology and obstetrics",
            &["gynec", "obstetric", "prenatal", "postnatal", "childbirth"],
        ),
        made("department-paediatrics", "Paediatrics", &["pediatric", "paediatric", "well child"]),
        made("department-neurology", "Neurology", &["neurolog", "electroencephalogra"]),
        made("department-psychiatry", "Psychiatry", &["psychiatr", "mental health", "psychotherap"]),
        made("department-endocrinology", "Endocrinology", &["endocrin", "diabet"]),
    ]
}

fn any_of(words: &[&str]) -> Test {
    use RecordType::{Appointment, Encounter, Procedure, ServiceRequest};
    let mut any = Rule::new(Group { combine: Combine::Any, blocks: Vec::new() });
    for word in words {
        let test = RecordTest {
            records: vec![Encounter, Appointment, Procedure, ServiceRequest],
            quantifier: Quantifier::Exists,
            conditions: rows([text(word), RecordConditionTest::Date(months(24))]),
            then: Vec::new(),
        };
        // The root is always there.
        let _ = any.add(BlockId::ROOT, Test::Record(test));
    }
    Test::Group(any.root)
}
