//! Talking SMTP (RFC 5321) step by step, so that it is always known whether the server may have taken the message.

use crate::courier::{Courier, Recipient, Reply, SendError};
use crate::email::Email;
use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Plain at first, encrypted before anything is said (RFC 3207); refused when the server can't.
    StartTls,
    /// Encrypted from the first byte (RFC 8314).
    Tls,
    /// Not at all: only to this very machine.
    None,
}

#[derive(Debug, Clone)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub username: Option<String>,
    pub password: Option<SecretString>,
    /// Messages a second at most, in all processes together; 0 is no limit.
    pub rate: u32,
    /// The mailbox to which reports about mail go that could not be delivered; `None`: the sender's.
    pub return_path: Option<String>,
    /// How long to wait for an answer to one command. Three times as long after the message itself.
    pub patience: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("mail: {0}")]
pub struct InvalidSettings(String);

/// Connections that are kept for the next message at most.
const KEPT: usize = 8;
/// A kept connection older than this is not trusted any more.
const STALE: Duration = Duration::from_secs(20);

/// A mail server, with its open connections.
pub struct Smtp {
    settings: SmtpSettings,
    tls: Option<TlsParameters>,
    return_path: Option<Address>,
    hello: ClientId,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Courier<Email> for Smtp {
    fn rate(&self) -> u32 {
        self.settings.rate
    }

    fn send<'a>(&'a self, message: &'a Email) -> Reply<'a, Result<String, SendError>> {
        Box::pin(self.deliver(message))
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(self.greet())
    }
}

impl Smtp {
    /// # Errors
    /// When the settings can't work, such as a connection without encryption to another machine.
    pub fn new(settings: SmtpSettings) -> Result<Self, InvalidSettings> {
        let loopback =
            settings.host == "localhost" || settings.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        if settings.security == Security::None && !loopback {
            let why = "a connection without encryption is only allowed to this machine; use security = \"starttls\" or \"tls\"";
            return Err(InvalidSettings(why.into()));
        }
        let tls = match settings.security {
            Security::None => None,
            Security::StartTls | Security::Tls => {
                Some(TlsParameters::new(settings.host.clone()).map_err(|error| InvalidSettings(error.to_string()))?)
            }
        };
        let return_path = settings.return_path.as_deref().map(str::parse::<Address>).transpose();
        let return_path = return_path.map_err(|_| InvalidSettings("`return_path` is not an e-mail address".into()))?;
        Ok(Self { settings, tls, return_path, hello: ClientId::default(), idle: Mutex::new(Vec::new()) })
    }

    async fn greet(&self) -> Result<String, String> {
        let mut connection = self.connect().await.map_err(|error| error.to_string())?;
        let encrypted = if connection.is_encrypted() { "encrypted" } else { "not encrypted, this machine only" };
        connection.abort().await;
        Ok(format!("{}:{} answers ({encrypted})", self.settings.host, self.settings.port))
    }

    async fn deliver(&self, message: &Email) -> Result<String, SendError> {
        let built = message.build()?;
        let mut connection = self.connection().await?;
        let own = built.envelope();
        let from = self.return_path.as_ref().or(own.from()).cloned();
        let envelope = Envelope::new(from, own.to().to_vec()).map_err(|error| SendError::unfit(error.to_string()))?;
        let answer = self.converse(&mut connection, &envelope, &built.formatted()).await;
        if connection.has_broken() || matches!(answer, Err(SendError::Unknown(_))) {
            return answer;
        }
        // A refusal leaves a transaction open on the server's side.
        if answer.is_ok() || self.step(connection.command(Rset)).await.is_ok() {
            let mut idle = self.idle.lock().await;
            if idle.len() < KEPT {
                idle.push((connection, Instant::now()));
            }
        }
        answer
    }

    /// Until the final dot is out, whatever goes wrong leaves nothing delivered: it is temporary, or refused by the
    /// server's own word. From then on only the server's word counts, and silence is doubt.
    async fn converse(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> Result<String, SendError> {
        let mut parameters = Vec::new();
        if envelope.from().into_iter().chain(envelope.to()).any(|address| !AsRef::<str>::as_ref(address).is_ascii()) {
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !bytes.is_ascii() && connection.server_info().supports_feature(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        self.step(connection.command(Mail::new(envelope.from().cloned(), parameters)))
            .await
            .map_err(|no| no.before(false))?;
        for to in envelope.to() {
            self.step(connection.command(Rcpt::new(to.clone(), vec![]))).await.map_err(|no| no.before(true))?;
        }
        self.step(connection.command(Data)).await.map_err(|no| no.before(false))?;
        match timeout(self.settings.patience * 3, connection.message(bytes)).await {
            Ok(Ok(response)) => Ok(format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" "))),
            Ok(Err(error)) => Err(No::Said(error).after()),
            Err(_) => Err(No::Silent.after()),
        }
    }

    async fn step<T>(&self, command: impl Future<Output = Result<T, Error>>) -> Result<T, No> {
        match timeout(self.settings.patience, command).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(No::Said(error)),
            Err(_) => Err(No::Silent),
        }
    }

    /// A kept connection that still answers, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, SendError> {
        loop {
            let kept = self.idle.lock().await.pop();
            let Some((mut connection, since)) = kept else { return self.connect().await };
            let alive = since.elapsed() < STALE
                && timeout(self.settings.patience, connection.test_connected()).await.unwrap_or(false);
            if alive {
                return Ok(connection);
            }
        }
    }

    /// Whatever fails here is ours or the network's, never the recipient's.
    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let settings = &self.settings;
        let server = (settings.host.as_str(), settings.port);
        let mut connection = if settings.security == Security::Tls {
            let opening = AsyncSmtpConnection::connect_tokio1(
                server,
                Some(settings.patience),
                &self.hello,
                self.tls.clone(),
                None,
            );
            self.step(opening).await.map_err(No::ours)?
        } else {
            // Each step of the conversation is a small packet that the next one waits for: without delay, four times the messages.
            let opening =
                timeout(settings.patience, TcpStream::connect(server)).await.map_err(|_| No::Silent.ours())?;
            let stream = opening.map_err(|error| SendError::Unreachable(error.to_string()))?;
            stream.set_nodelay(true).map_err(|error| SendError::Unreachable(error.to_string()))?;
            let greeting = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello);
            self.step(greeting).await.map_err(No::ours)?
        };
        if settings.security == Security::StartTls
            && let Some(tls) = self.tls.clone()
        {
            self.step(connection.starttls(tls, &self.hello)).await.map_err(No::ours)?;
        }
        if let (Some(username), Some(password)) = (&settings.username, &settings.password) {
            let credentials = Credentials::new(username.clone(), password.expose_secret().to_owned());
            self.step(connection.auth(DEFAULT_MECHANISMS, &credentials)).await.map_err(No::ours)?;
        }
        Ok(connection)
    }
}

/// A step that did not succeed.
enum No {
    Said(Error),
    Silent,
}

impl No {
    fn text(&self) -> String {
        match self {
            Self::Said(error) => error.to_string(),
            Self::Silent => "The mail server did not answer in time.".into(),
        }
    }

    /// While connecting.
    fn ours(self) -> SendError {
        SendError::Unreachable(self.text())
    }

    /// Before the message was handed over; `recipient` says whether the recipient's address was the question.
    fn before(self, recipient: bool) -> SendError {
        match &self {
            Self::Said(error) if error.is_permanent() => {
                let answer = self.text();
                let recipient = if recipient { about_recipient(&answer) } else { Recipient::NotMeant };
                SendError::Permanent { recipient, answer }
            }
            _ => SendError::Temporary(self.text()),
        }
    }

    /// After the message was handed over: some servers look at the recipient only now.
    fn after(self) -> SendError {
        match &self {
            Self::Said(error) if error.is_transient() => SendError::Temporary(self.text()),
            Self::Said(error) if error.is_permanent() => {
                let answer = self.text();
                SendError::Permanent { recipient: about_recipient(&answer), answer }
            }
            _ => SendError::Unknown(self.text()),
        }
    }
}

/// What a permanent refusal says about the mailbox. Only an enhanced code of addressing (RFC 3463 3.2) at the start of the text
/// is believed: 5.1.1, 5.1.2, 5.1.3, 5.1.6 and 5.1.10 (RFC 7505). 5.1.0, 5.1.7 and 5.1.8 are about something else. Without a code, words
/// may say it; a refused relay or a blocked sender comes with the same 550.
fn about_recipient(answer: &str) -> Recipient {
    // lettre puts "permanent error (550): " before what the server said.
    let said = answer.split_once("): ").map_or(answer, |(_, said)| said).trim_start();
    let code = said.split(|sign: char| !sign.is_ascii_digit() && sign != '.').next().unwrap_or_default();
    let enhanced = code.split('.').count() == 3 && code.split('.').all(|part| !part.is_empty());
    if enhanced {
        let gone = matches!(code, "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10");
        return if gone { Recipient::Gone } else { Recipient::NotMeant };
    }
    const GONE: [&str; 11] = [
        "no such user",
        "no such mailbox",
        "no such recipient",
        "unknown user",
        "user unknown",
        "unknown recipient",
        "recipient unknown",
        "mailbox not found",
        "user not found",
        "mailbox unavailable",
        "does not exist",
    ];
    let said = said.to_lowercase();
    if GONE.iter().any(|words| said.contains(words)) { Recipient::PerhapsGone } else { Recipient::NotMeant }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_missing_mailbox_is_a_bounce() {
        let answers = [
            ("5.1.1 no such user", Recipient::Gone),
            ("5.1.10 Recipient address has null MX", Recipient::Gone),
            ("no such user", Recipient::PerhapsGone),
            ("Requested action not taken: mailbox unavailable", Recipient::PerhapsGone),
            ("5.7.1 blocked", Recipient::NotMeant),
            ("5.1.8 Bad sender's system address", Recipient::NotMeant),
            ("5.2.2 mailbox full", Recipient::NotMeant),
            ("relay not permitted", Recipient::NotMeant),
            ("192.0.2.7 is listed at zen.example.org", Recipient::NotMeant),
            ("Blocked, client host [185.1.20.3]", Recipient::NotMeant),
            ("185.1.20.3 blocked", Recipient::NotMeant),
        ];
        for (said, expected) in answers {
            assert_eq!(about_recipient(&format!("permanent error (550): {said}")), expected, "{said}");
        }
    }

    #[test]
    fn a_password_does_not_travel_in_the_open() {
        let settings = SmtpSettings {
            host: "mail.example.org".into(),
            port: 25,
            security: Security::None,
            username: Some("u".into()),
            password: Some("p".to_owned().into()),
            rate: 0,
            return_path: None,
            patience: Duration::from_secs(1),
        };
        assert!(Smtp::new(settings.clone()).is_err());
        assert!(Smtp::new(SmtpSettings { host: "127.0.0.1".into(), ..settings }).is_ok());
    }
}
