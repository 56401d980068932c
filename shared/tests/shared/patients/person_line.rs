use shared::patients::*;
use shared::segments::Gender;
use shared::time::Date;

fn read(heading: &str, line: &str) -> Result<PersonLine, String> {
    Columns::of(heading.split('|'))?.read(line.split('|'))
}

#[test]
fn columns_are_known_by_their_usual_names_and_others_are_attributes() {
    let person = read(
        "Donor ID|First name|Last Name|E-Mail|Date of birth|Sex|Relationship|Tags|Last gift|Amount",
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
fn a_name_in_one_text_is_parted_only_where_it_says_itself_which_is_which() {
    let name =
        |cell| read("Name", cell).map(|person| (person.given.unwrap_or_default(), person.family.unwrap_or_default()));
    assert_eq!(name("Silva, Ana"), Ok(("Ana".into(), "Silva".into())));
    for whole in
        ["Ana Maria Silva", "Cher", "Ana Prova MD", "Prova, MD", "Prova, Ph.D.", "Kim Min-jun", "Silva, Ana, MD"]
    {
        assert_eq!(name(whole), Ok((String::new(), whole.into())));
    }
}

#[test]
fn a_heading_that_may_mean_anything_is_an_attribute_and_doubtful() {
    let columns = Columns::of(["Name", "Number", "Type", "State", "Phone 2"]).expect("columns");
    let doubtful: Vec<bool> = columns.meanings().into_iter().map(|meaning| meaning.doubtful).collect();
    assert_eq!(doubtful, [false, true, true, true, false]);
    let columns = Columns::of(["Name", "City", "State"]).expect("columns");
    assert!(columns.meanings().iter().all(|meaning| !meaning.doubtful), "beside a city it is a state of an address");
    for twice in [["Name", "Full name"], ["Note", "note"], ["City", "Town"]] {
        assert!(Columns::of(twice.into_iter().chain(["E-mail"])).is_err(), "{twice:?}");
    }
    assert!(Columns::of(["Phone", "Mobile", "E-mail", "e mail", "Tags", "Tag"]).is_ok());
}

#[test]
fn a_cell_that_can_not_be_right_is_told_without_what_is_in_it() {
    for (heading, cell) in [
        ("Name|Born", "A|31.12.1980"),
        ("Name|E-mail", "A|nobody"),
        ("Name|Phone", "A|12"),
        ("Name|Sex", "A|x"),
        ("Name|Relationship", "A|friend"),
        ("Name|E-mail", "A|a@example.org and b"),
        ("Name|Phone", "A|4.47701E+11"),
        ("MRN|E-mail", "1E+05|a@example.org"),
        ("Name|Zip", "A|1.2E+04"),
        ("Name|E-mail", "A|a@example.org|surplus"),
        ("Name|E-mail", "A\nB|a@example.org"),
        ("Name|Lat|Lon", "A|91|0"),
        ("Name|Lat|Lon", "A|12|"),
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
