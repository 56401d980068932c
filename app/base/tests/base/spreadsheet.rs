//! Files for a spreadsheet.

use axum::body::to_bytes;
use axum::response::Response;
use base::spreadsheet::{csv, csv_in_steps};
use futures::stream::iter;

async fn text(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("whole");
    String::from_utf8(bytes.into()).expect("UTF-8")
}

fn row(cells: [&str; 2]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

#[tokio::test]
async fn cells_are_text_whatever_people_type() {
    let file = text(csv("t.csv", &["Name", "Note"], [row(["Ann \"Liz\" Moore", "=HYPERLINK(1)"])])).await;
    assert_eq!(file, "\u{feff}\"Name\",\"Note\"\r\n\"Ann \"\"Liz\"\" Moore\",\"'=HYPERLINK(1)\"\r\n");
}

#[tokio::test]
async fn a_table_in_steps_is_the_same_file() {
    let rows = || [row(["a", "=1"]), row(["b", "2"])];
    let steps = iter(rows().map(|row| Ok::<_, std::io::Error>(vec![row])));
    let whole = text(csv("t.csv", &["A", "B"], rows())).await;
    assert_eq!(text(csv_in_steps("t.csv", &["A", "B"], steps)).await, whole);
}
