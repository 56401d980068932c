use shared::patients::*;
use shared::segments::Gender;
use shared::time::Date;

fn read(heading: &str, line: &str) -> Result<PersonLine, String> {
    Columns::of(heading.split('|'))?.read(line.split('|'))
}

#[test]
fn columns_are_known_by_their_usual_names_and_others_are_attributes() {
    let person = read(
        "Donor ID|First name|Last Name|E-Mail|Date of birth|Sex|Kind|Tags|Last gift|Amount",
        "D-7|Ana|Silva|ana@example.org|1980-03-01|F|Donor|Gala 2026; board |2026-03-01|250",
    )
    .expect("readable");
    assert_eq!((person.identifier.as_deref(), person.given.as_deref()), (Some("D-7"), Some("Ana")));
    assert_eq!((person.gender, person.relationship), (Some(Gender::Female), Some(Relationship::Donor)));
    assert_eq!(person.tags, ["gala 2026", "board"]);
    let names: Vec<_> = person.attributes.iter().map(|(name, value)| (name.as_str(), value.number)).collect();
    assert_eq!(names, [("last gift", None), ("amount", Some(250.0))]);
    assert_eq!(person.attributes[0].1.at, Date::parse("2026-03-01").map(Date::start_utc));
}

#[test]
fn one_column_may_have_the_whole_name() {
    let name = |cell| read("Name", cell).map(|person| (person.given.unwrap_or_default(), person.family));
    assert_eq!(name("Ana Maria Silva"), Ok(("Ana Maria".into(), Some("Silva".into()))));
    assert_eq!(name("Silva, Ana"), Ok(("Ana".into(), Some("Silva".into()))));
    assert_eq!(name("Cher"), Ok((String::new(), Some("Cher".into()))));
}

#[test]
fn a_cell_that_can_not_be_right_is_told_without_what_is_in_it() {
    for (heading, cell) in [
        ("Name|Born", "A|31.12.1980"),
        ("Name|E-mail", "A|nobody"),
        ("Name|Phone", "A|12"),
        ("Name|Sex", "A|x"),
        ("Name|Type", "A|friend"),
        ("Name|Lat|Lon", "A|91|0"),
        ("Name|Lat|Lon", "A|12|"),
        ("Name|Country", "A|Germany"),
    ] {
        let why = read(heading, cell).expect_err(cell);
        assert!(cell.split('|').skip(1).filter(|cell| cell.len() > 2).all(|cell| !why.contains(cell)), "{why}");
    }
}

#[test]
fn a_table_that_names_nobody_is_refused() {
    assert!(Columns::of(["Amount", "City"]).is_err());
    assert!(Columns::of(["Phone", "City"]).is_ok());
}
