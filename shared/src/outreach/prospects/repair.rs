//! What a spreadsheet does to postcodes, and cells that hold no value but a formula's error.

/// A postcode with the zeros that a spreadsheet took away, and whether there were any. Only where every postcode of the country
/// has the same number of digits.
pub fn postcode(cell: &str, country: Option<&str>) -> (String, bool) {
    let cell = cell.trim();
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let mended = match (country, whole.len()) {
        _ if !digits => None,
        (Some("US" | "PR"), 3 | 4) => Some(format!("{whole:0>5}")),
        // Nine digits without their hyphen, the first of them lost.
        (Some("US" | "PR"), 7 | 8) => {
            let nine = format!("{whole:0>9}");
            Some(format!("{}-{}", &nine[..5], &nine[5..]))
        }
        (Some("DE" | "FR" | "IT" | "ES" | "MX" | "FI" | "EE" | "HR" | "TR" | "UA"), 3 | 4) => {
            Some(format!("{whole:0>5}"))
        }
        (_, _) => None,
    };
    match mended {
        Some(mended) => (mended, true),
        None if digits => (whole.to_owned(), false),
        None => (cell.to_owned(), false),
    }
}

/// Whether a cell shows what went wrong in a formula instead of a value.
pub fn is_error_value(cell: &str) -> bool {
    let errors = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];
    let cell = cell.trim();
    errors.iter().any(|error| cell.eq_ignore_ascii_case(error))
        || cell.len() > 3 && cell.bytes().all(|byte| byte == b'#')
}
