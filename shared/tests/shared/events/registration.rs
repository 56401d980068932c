use shared::events::questions::Question;
use shared::events::registration::*;

fn form(name: &str, contact: &str) -> RegistrationForm {
    RegistrationForm { name: name.into(), contact: contact.into(), ..RegistrationForm::default() }
}

#[test]
fn reads_a_person() {
    let attendee = form("  Elizabeth   Moore ", " Liz@Example.ORG").check(0, &[]).expect("valid");
    assert_eq!(attendee.name, "Elizabeth Moore");
    assert_eq!(attendee.contact, Contact::Email("liz@example.org".into()));
    let phone = form("Liz Moore", "+1 (312) 555-0142").check(0, &[]).expect("valid");
    assert_eq!(phone.contact, Contact::Phone("+13125550142".into()));
}

#[test]
fn names_every_field_that_is_wrong() {
    let asked = [Question { label: "Interpreter?".into(), required: true, choices: vec!["No".into(), "Yes".into()] }];
    let mut posted = form("", "me@home");
    posted.guests = 2;
    posted.answers.insert(0, "Perhaps".into());
    let errors = posted.check(1, &asked).expect_err("wrong");
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["name", "contact", "guests", "answer-0"]);
    assert_eq!(errors[3].message, "Choose one of the answers to “Interpreter?”.");
    posted.answers.clear();
    let errors = posted.check(1, &asked).expect_err("unanswered");
    assert_eq!(errors[3].message, "Answer “Interpreter?”.", "each complaint names its question");
}

#[test]
fn addresses() {
    for good in ["a@b.co", "o'neil+eye@mail.example.org"] {
        assert!(read_email(good).is_some(), "{good}");
    }
    for bad in ["a@b", "a b@c.de", "@b.co", "a@b..co", "a@@b.co", "a@b.co\r\nBcc: x@y.z", "<a@b.co>"] {
        assert!(read_email(bad).is_none(), "{bad}");
    }
}
