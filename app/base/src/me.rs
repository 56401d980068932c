//! Who is signed in: what the shell shows and hides by.

use crate::AppError;
use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use leptos::server_fn::codec::Json;
use shared::people::{Me, Role};
use std::convert::Infallible;

/// The person behind the session.
#[server(prefix = "/staff/api", input = Json)]
pub async fn who_am_i() -> Result<Me, AppError> {
    use shared::people::{SignedIn, permissions_of};
    let door = crate::door::<SignedIn>().await?;
    let staff = door.session.actor.staff.as_ref().ok_or(AppError::SignedOut)?;
    Ok(Me {
        id: staff.id,
        name: door.session.actor.name.clone(),
        email: door.session.email.clone(),
        role: staff.role,
        permissions: permissions_of(staff.role).into_iter().map(str::to_owned).collect(),
        organization: store::settings::organization(&door.services.db).await?.name,
    })
}

/// Who is signed in, once it is known.
pub type Known = Resource<Result<Me, AppError>, MeCodec>;

/// Who is signed in, for pages that show or hide by role: `use_context::<Person>()`.
#[derive(Clone, Copy)]
pub struct Person(pub Known);

/// `view` of who is signed in, once it is known. Every part of the shell that waits for it is of this one type, because
/// the code of a `Suspense` is made anew for each type of what it holds.
pub fn when_known(me: Known, view: fn(Me) -> AnyView) -> AnyView {
    view! { <Suspense>{move || Suspend::new(async move { me.await.ok().map(view) })}</Suspense> }.into_any()
}

/// How the page tells the browser who is signed in: a line for each value. JSON would bring its reader into the first chunk,
/// for this alone.
#[derive(Debug)]
pub struct MeCodec;

impl Encoder<Result<Me, AppError>> for MeCodec {
    type Error = Infallible;
    type Encoded = String;

    fn encode(known: &Result<Me, AppError>) -> Result<String, Infallible> {
        Ok(match known {
            Ok(me) => {
                let (id, role) = (me.id.to_string(), me.role.code());
                let mut lines = vec![id.as_str(), role, &me.name, &me.email, &me.organization];
                lines.extend(me.permissions.iter().map(String::as_str));
                lines.iter().map(|line| line.replace('\n', " ")).collect::<Vec<_>>().join("\n")
            }
            Err(AppError::SignedOut) => "signed-out".to_owned(),
            Err(AppError::Forbidden) => "forbidden".to_owned(),
            Err(AppError::Internal(id)) => format!("internal\n{id}"),
            // Not said: the browser asks.
            Err(_) => String::new(),
        })
    }
}

impl Decoder<Result<Me, AppError>> for MeCodec {
    /// The browser asks the server, then.
    type Error = ();
    type Encoded = str;

    fn decode(text: &str) -> Result<Result<Me, AppError>, ()> {
        let mut lines = text.split('\n');
        let mut next = || lines.next().ok_or(());
        let id = match next()? {
            "signed-out" => return Ok(Err(AppError::SignedOut)),
            "forbidden" => return Ok(Err(AppError::Forbidden)),
            "internal" => return Ok(Err(AppError::Internal(next()?.to_owned()))),
            id => id.parse().map_err(|_| ())?,
        };
        let role = next()?;
        // Not `parse`, whose refusal lists all roles: that costs bytes in the first chunk.
        let role = Role::ALL.into_iter().find(|one| one.code() == role).ok_or(())?;
        let (name, email, organization) = (next()?.to_owned(), next()?.to_owned(), next()?.to_owned());
        Ok(Ok(Me { id, name, email, role, permissions: lines.map(str::to_owned).collect(), organization }))
    }
}
