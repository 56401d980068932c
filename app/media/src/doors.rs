//! What the media library asks of the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::messages::Picture;

/// The media library.
#[server(prefix = "/staff/api", input = Json)]
pub async fn pictures(search: String) -> Result<Vec<Picture>, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    Ok(store::media::list(&door.services.db, &door.permit, &search).await?)
}

/// Keeps a picture. `data` is base64.
#[server(prefix = "/staff/api", input = Json)]
pub async fn upload_picture(name: String, alt: String, data: String) -> Result<Picture, AppError> {
    use base64::Engine;
    let door = base::door::<shared::people::EditMessages>().await?;
    let unreadable = |_| {
        AppError::Invalid(vec![shared::field::FieldError::new(
            "file",
            "The picture did not upload completely. Try again.",
        )])
    };
    let bytes = base64::engine::general_purpose::STANDARD.decode(data).map_err(unreadable)?;
    let mut tx = door.services.db.begin().await?;
    let picture =
        store::media::add(&mut tx, &door.permit, door.now, store::media::NewPicture { name, alt, bytes }).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    Ok(picture)
}
