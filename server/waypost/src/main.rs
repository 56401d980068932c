//! `waypost`: the whole product as one program, with the browser's files inside.
//!
//! Nothing else is here, so that everything else is compiled without waiting for those files.

use rust_embed::RustEmbed;
use server::Site;
use std::process::ExitCode;

/// A release build carries the files; a development build reads them from the folder when it starts.
#[derive(RustEmbed)]
#[folder = "../../target/site"]
#[allow_missing = true]
struct Embedded;

fn main() -> ExitCode {
    let outcome = server::run(|| {
        Embedded::iter().filter_map(|path| Some((path.to_string(), Embedded::get(&path)?.data))).collect::<Site>()
    });
    if let Err(error) = outcome {
        eprintln!("waypost: {error:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
