use shared::delimited::Table;

fn rows(text: &str) -> Vec<Vec<String>> {
    Table::read(text).rows.into_iter().map(|row| row.cells).collect()
}

#[test]
fn cells_are_divided_as_the_table_says() {
    assert_eq!(rows("a;\"b;\"\"c\"\r\n\r\n1; 2 \n"), [["a", "b;\"c"], ["1", "2"]]);
    assert_eq!(rows("sep=;\na;b,c\n"), [["a", "b,c"]]);
    assert_eq!(rows("\"a, b\";\"c, d, e\"\n"), [["a, b", "c, d, e"]], "dividers within quotes divide nothing");
    assert_eq!(rows("h,5\" pipe\n"), [["h", "5\" pipe"]], "a quote within a cell is a sign like others");
}

#[test]
fn a_line_whose_quotes_can_not_be_right_is_told_and_the_next_one_read() {
    let table = Table::read("a,b\n1,\"x\n2,y\n3,z\n");
    assert_eq!(table.wrong.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2]);
    assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 3, 4]);
    let table = Table::read("a,b\n1,\"one\ntwo\"\n2,y\n");
    assert!(table.wrong.is_empty());
    assert_eq!((table.rows[1].cells[1].as_str(), table.rows[2].line), ("one\ntwo", 4));
}
