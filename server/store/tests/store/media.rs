use shared::time::UtcMillis;
use store::Permit;
use store::error::StoreError;
use store::media::*;
use store::testing::on_both;

const NOW: UtcMillis = UtcMillis(1_796_000_000_000);
const PNG: &[u8] = &[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0];

fn new(bytes: &[u8]) -> NewPicture {
    NewPicture { name: "eye.png".into(), alt: "An eye".into(), bytes: bytes.to_vec() }
}

#[tokio::test]
async fn a_picture_comes_back_as_it_went_in_and_only_once() {
    on_both(async |db| {
        let permit = Permit::system("test");
        let mut tx = db.begin().await.expect("begins");
        let first = add(&mut tx, &permit, NOW, new(PNG)).await.expect("kept");
        let again = add(&mut tx, &permit, NOW, new(PNG)).await.expect("kept");
        tx.commit().await.expect("committed");
        assert_eq!(first.id, again.id);
        assert_eq!(bytes(&db, first.id).await.expect("found"), ("image/png".to_owned(), PNG.to_vec()));
        assert_eq!(list(&db, &Permit::system("test"), "EYE").await.expect("read").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_web_page_called_png_is_refused() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("begins");
        for bad in [b"<svg onload=alert(1)>".as_slice(), b"<html>", b""] {
            let refused = add(&mut tx, &Permit::system("test"), NOW, new(bad)).await;
            assert!(matches!(refused, Err(StoreError::Invalid(_))));
        }
        let large = add(&mut tx, &Permit::system("test"), NOW, new(&[PNG, &vec![0; MAX_BYTES]].concat())).await;
        assert!(matches!(large, Err(StoreError::Invalid(_))));
    })
    .await;
}
