//! The first lines of a file, read on the server under what its columns are said to hold.

use base::AppError;
use fhir::prospects::Reading;
use fhir::sheet::Sheet;
use shared::outreach::prospects::{Mapping, Preview};
use shared::phi::Phi;
use store::outreach::prospects::Line;

/// Lines that are shown.
const SHOWN: usize = 20;
/// Cells that show what a column holds.
const SAMPLES: usize = 3;

/// The preview without its lines, and the lines themselves; none when the columns can't be used.
pub async fn first_lines(bytes: Vec<u8>, mapping: Mapping, country: String) -> Result<(Preview, Vec<Line>), AppError> {
    let read = move || {
        let sheet = Sheet::read(&bytes)?;
        let samples = (0..sheet.headings.len()).map(|column| {
            let cells = sheet.rows().take(200).filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
            Phi::new(cells.take(SAMPLES).cloned().collect::<Vec<_>>())
        });
        let mut preview =
            Preview { problem: None, lines: Vec::new(), samples: samples.collect(), total: sheet.lines.len() as u64 };
        let lines = match Reading::new(&mapping, &country) {
            Ok(reading) => reading.lines(&sheet.lines[..sheet.lines.len().min(SHOWN)]),
            Err(why) => {
                preview.problem = Some(why);
                Vec::new()
            }
        };
        Ok::<_, String>((preview, lines))
    };
    // Taking a large workbook apart is no work for the threads that answer.
    let read = tokio::task::spawn_blocking(read).await.map_err(|error| AppError::Internal(error.to_string()))?;
    read.map_err(AppError::Conflict)
}
