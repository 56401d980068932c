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

/// Input 11 of the faults by input.
#[test]
fn input_11_every_entry_of_a_line_is_read_however_it_is_laid_out() {
    let all = ["ana@example.org", "ben@example.org", "cleo@example.org"];
    for text in [
        "ana@example.org; ben@example.org; cleo@example.org",
        "ana@example.org,ben@example.org,cleo@example.org",
        "ana@example.org ben@example.org\tcleo@example.org",
        "Ana Liste <ana@example.org>, Ben Liste <ben@example.org>; Cleo <cleo@example.org>",
        "ana@example.org\nben@example.org; cleo@example.org",
        "\"Liste, Ana\" <ana@example.org>\nmailto:ben@example.org\ncleo@example.org,",
    ] {
        let found = values(text);
        assert!(all.iter().all(|address| found.contains(&(*address).to_owned())), "{text}: {found:?}");
    }
    assert_eq!(values("1001,1002\n1003,1004"), ["1001", "1002", "1003", "1004"]);
    assert_eq!(values("MRN-1, Casey Jensen\nMRN-2, Ana Silva"), ["MRN-1", "MRN-2"], "a table without a heading");
    assert_eq!(values("MRN;Mail\n7;a@example.org"), ["7"], "a heading says which column counts");
}

/// Input 8 and 9: marks that nobody sees make no other entry.
#[test]
fn input_8_invisible_marks_make_no_other_entry() {
    assert_eq!(
        values("\u{202a}+1 202-555-0161\u{202c}\nana@example.org\u{200b}"),
        ["+1 202-555-0161", "ana@example.org"]
    );
}

proptest! {
    #[test]
    fn every_line_is_read_or_the_heading(text in "[a-c,;\"\n]{0,60}") {
        let list = read(&text);
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        prop_assert!(list.listed.len() + list.repeated as usize + usize::from(list.column.is_some()) >= lines);
    }
}
