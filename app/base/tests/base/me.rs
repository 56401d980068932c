//! Who is signed in, on its way from the server to the browser.

use base::{AppError, MeCodec};
use leptos::server::codee::{Decoder, Encoder};
use shared::ids::StaffId;
use shared::people::{Me, Role};

#[test]
fn what_the_page_says_is_read_back() {
    let me = Me {
        id: StaffId(uuid::Uuid::from_u128(7)),
        name: "Ann\nBee".to_owned(),
        email: "ann@lamna.example".to_owned(),
        role: Role::PrivacyOfficer,
        permissions: vec!["view-audit".to_owned(), "view-patients".to_owned()],
        organization: "Lamna".to_owned(),
    };
    let read = |known: &Result<Me, AppError>| {
        let Ok(text) = MeCodec::encode(known);
        MeCodec::decode(&text)
    };
    let plain = Me { name: "Ann Bee".to_owned(), ..me.clone() };
    assert_eq!(read(&Ok(me)), Ok(Ok(plain.clone())));
    let none = Me { permissions: Vec::new(), organization: String::new(), ..plain };
    assert_eq!(read(&Ok(none.clone())), Ok(Ok(none)));
    for error in [AppError::SignedOut, AppError::Forbidden, AppError::Internal("ref".to_owned())] {
        assert_eq!(read(&Err(error.clone())), Ok(Err(error)));
    }
    assert_eq!(read(&Err(AppError::NotFound)), Err(()));
}
