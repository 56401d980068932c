//! Do not contact: who of these people has refused, or cannot be reached at, every number and address they have.

use super::{In, ask};
use crate::boxed;
use crate::error::Result;
use crate::suppression;
use shared::consent::Channel;
use sqlx::AnyConnection;
use std::collections::HashSet;

/// The addresses among these at which nothing is sent through any channel: suppressed, or refused for some purpose.
#[boxed]
pub(super) async fn closed(connection: &mut AnyConnection, addresses: &HashSet<String>) -> Result<HashSet<String>> {
    let mut all: Vec<String> = addresses.iter().cloned().collect();
    all.sort_unstable();
    let denied: HashSet<(String, String)> = ask::<(String, String)>(
        connection,
        "SELECT address, channel FROM consent WHERE status = 'denied' AND address IN ",
        In::Texts(all.clone()),
        "",
    )
    .await?
    .into_iter()
    .collect();
    let hashes = all.iter().map(|address| suppression::hash(address)).collect();
    let suppressed: HashSet<(String, String)> = ask::<(String, String)>(
        connection,
        "SELECT address_hash, channel FROM suppression WHERE address_hash IN ",
        In::Texts(hashes),
        "",
    )
    .await?
    .into_iter()
    .collect();
    if denied.is_empty() && suppressed.is_empty() {
        return Ok(HashSet::new());
    }
    let shut = |address: &String| {
        let channel = if address.contains('@') { Channel::Email } else { Channel::Sms };
        let hash = suppression::hash(address);
        channel.same_addresses().iter().all(|channel| {
            denied.contains(&(address.clone(), channel.code().to_owned()))
                || suppressed.contains(&(hash.clone(), channel.code().to_owned()))
        })
    };
    Ok(all.into_iter().filter(shut).collect())
}

/// Whether all that somebody has is closed; who has nothing is reached by post.
pub(super) fn is_blocked(theirs: &[String], closed: &HashSet<String>) -> bool {
    !theirs.is_empty() && theirs.iter().all(|address| closed.contains(address))
}
