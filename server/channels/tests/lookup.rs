//! Number look-up by Twilio and AWS, held against servers that speak the documented APIs.

use channels::testing::{TestAws, TestTwilio};
use channels::{NumberLookup, SendError};
use shared::outreach::lookup::LineType;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_millis(300);

/// What both say of the ends that both know.
async fn tells_lines_apart(lookup: &dyn NumberLookup) {
    for (number, line) in [
        ("+12175550123", LineType::Mobile),
        ("+12175550011", LineType::Landline),
        ("+12175550012", LineType::Voip),
        ("+12175550013", LineType::Unknown),
    ] {
        let said = lookup.look_up(number).await.expect("an answer");
        assert_eq!(said.line, line, "{number}");
        assert_eq!(said.country, "US");
    }
}

/// Errors that both know: throttled and failing may be asked again, silence is doubt, our own access is no property of a number.
async fn tells_errors_apart(lookup: &dyn NumberLookup, refused: &str) {
    assert!(matches!(lookup.look_up("+12175550429").await, Err(SendError::Temporary(_))));
    assert!(matches!(lookup.look_up("+12175550500").await, Err(SendError::Temporary(_))));
    assert!(matches!(lookup.look_up("+12175550001").await, Err(SendError::Unknown(_))));
    assert!(matches!(lookup.look_up(refused).await, Err(SendError::Unreachable(_))));
}

#[tokio::test]
async fn twilio_says_what_kind_of_line_a_number_is_and_charges_only_for_that() {
    let lookup = TestTwilio::start().await.lookup(PATIENCE);
    tells_lines_apart(&lookup).await;
    tells_errors_apart(&lookup, "+12175550401").await;
    let mobile = lookup.look_up("+12175550123").await.expect("an answer");
    assert_eq!((mobile.carrier.as_str(), mobile.charged), ("Lamna Mobile", true));
    let invalid = lookup.look_up("+12175550014").await.expect("an answer");
    assert_eq!((invalid.line, invalid.charged), (LineType::Invalid, false));
    assert!(!lookup.look_up("+12175550013").await.expect("an answer").charged);
    assert!(matches!(lookup.look_up("+12175550404").await, Err(SendError::Permanent { .. })));
    assert!(lookup.check().await.is_ok());
}

#[tokio::test]
async fn aws_says_what_kind_of_line_a_number_is() {
    let lookup = TestAws::start().await.lookup(PATIENCE);
    tells_lines_apart(&lookup).await;
    tells_errors_apart(&lookup, "+12175550403").await;
    assert_eq!(lookup.look_up("+12175550211").await.expect("an answer").line, LineType::Invalid);
    assert!(lookup.check().await.is_ok());
}
