use proptest::prelude::*;
use shared::segments::listed::read;

fn values(text: &str) -> Vec<String> {
    read(text).listed.into_iter().map(|listed| listed.value).collect()
}

#[test]
fn one_a_line_blank_lines_and_repetitions_left_out() {
    let list = read("\u{feff}ann@example.org\n\n  MRN-7 \r\nANN@example.org\n");
    assert_eq!(
        list.listed.iter().map(|listed| (listed.line, &*listed.value)).collect::<Vec<_>>(),
        [(1, "ann@example.org"), (3, "MRN-7")]
    );
    assert_eq!((list.repeated, list.column), (1, None));
}

#[test]
fn a_table_is_read_by_the_column_that_names_patients() {
    assert_eq!(values("Name;E-Mail;MRN\nMoore, Ann;ann@example.org;7\n\"Lee; Bo\";bo@example.org;8\n"), ["7", "8"]);
    assert_eq!(values("name\te-mail address\nAnn\tann@example.org\n"), ["ann@example.org"]);
    assert_eq!(values("\"MRN\",\"City\"\n\"7\"\"a\",X\n"), ["7\"a"]);
}

#[test]
fn a_line_without_the_cell_is_kept_to_be_told() {
    assert_eq!(values("MRN,Name\n7,Ann\n,Bo\n"), ["7", ",Bo"]);
}

proptest! {
    #[test]
    fn every_line_is_read_repeated_blank_or_the_heading(text in "[a-c,;\"\n]{0,60}") {
        let list = read(&text);
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        prop_assert_eq!(list.listed.len() + list.repeated as usize + usize::from(list.column.is_some()), lines);
    }
}
