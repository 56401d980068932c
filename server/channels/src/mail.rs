//! A card or letter ready to be mailed, the sandbox that keeps it, and the print house that staff carry it to.

use crate::courier::{Courier, Recipient, Reply, Sandbox, SendError};
use paper::Pictures;
use shared::consent::Purpose;
use shared::messages::PrintedMail;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The message's own id, which a carrier's reports come back with.
    pub reference: String,
    pub purpose: Purpose,
    pub print: PrintedMail,
    pub pictures: Pictures,
}

impl Mail {
    /// Refuses what nobody can deliver or print.
    ///
    /// # Errors
    /// [`SendError::Permanent`] when name or address is incomplete, or the font lacks a sign.
    pub fn fit(&self) -> Result<(), SendError> {
        if self.print.recipient.trim().is_empty() {
            return Err(SendError::unfit("The recipient has no name."));
        }
        match self.print.address.complaint() {
            Some(answer) => Err(SendError::Permanent { answer, recipient: Recipient::NotMeant }),
            None => Ok(()),
        }
    }

    /// Pages as PDF: what is printed, and whether it can be. Setting type takes some milliseconds of a core, so it has a
    /// thread of its own.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub(crate) async fn pages<T: Send + 'static>(
        &self,
        set: impl FnOnce(&PrintedMail, &Pictures) -> Result<T, paper::PaperError> + Send + 'static,
    ) -> Result<T, SendError> {
        self.fit()?;
        let (print, pictures) = (self.print.clone(), self.pictures.clone());
        let pages = tokio::task::spawn_blocking(move || set(&print, &pictures)).await;
        match pages {
            Ok(Ok(pages)) => Ok(pages),
            Ok(Err(error)) => Err(SendError::unfit(format!("It can't be printed: {error}."))),
            Err(_) => Err(SendError::Temporary("Setting the type was interrupted.".into())),
        }
    }
}

impl Courier<Mail> for Sandbox {
    fn is_sandbox(&self) -> bool {
        true
    }

    fn is_by_hand(&self) -> bool {
        true
    }

    fn send<'a>(&'a self, message: &'a Mail) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            message.pages(|print, pictures| paper::mailing(print, pictures, paper::Sides::WithAddress)).await?;
            Ok("Kept in the sandbox: no carrier of mail is configured.".into())
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(async { Ok("no provider configured: mail stays in the sandbox outbox".into()) })
    }
}

/// Mail waits in the outbox until staff download a batch for the print house.
#[derive(Debug, Clone, Copy)]
pub struct PrintHouse;

impl Courier<Mail> for PrintHouse {
    fn is_by_hand(&self) -> bool {
        true
    }

    fn send<'a>(&'a self, message: &'a Mail) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            message.pages(|print, pictures| paper::mailing(print, pictures, paper::Sides::WithAddress)).await?;
            Ok("Ready for the next batch for the print house.".into())
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(async { Ok("mail waits for batches that staff download for the print house".into()) })
    }
}
