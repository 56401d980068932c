//! Text messages by AWS End User Messaging: `SendTextMessage` of the API "PinpointSMSVoiceV2"
//! (https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html).

mod events;
mod sigv4;
mod validate;

pub use events::{Notice, notice};
pub use sigv4::{Credentials, Signed, sign};
pub use validate::AwsLookup;

use crate::courier::{Courier, Recipient, Reply, SendError};
use crate::sms::Sms;
use crate::web::{self, Answer};
use reqwest::Client;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use std::time::{Duration, SystemTime};

/// The service's name in signatures and addresses.
const SERVICE: &str = "sms-voice";

#[derive(Debug, Clone)]
pub struct AwsSettings {
    /// Such as `us-east-1`.
    pub region: String,
    pub credentials: Credentials,
    /// A number in E.164, a pool or another origination identity.
    pub from: String,
    /// Without a slash at its end; empty: the region's own address.
    pub api: String,
    /// Messages a second at most, in all processes together; 0 is no limit.
    pub rate: u32,
    /// How long to wait for an answer.
    pub patience: Duration,
}

/// Sends from one number or pool.
#[derive(Debug)]
pub struct AwsTexts {
    settings: AwsSettings,
    client: Client,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Send<'a> {
    destination_phone_number: &'a str,
    origination_identity: &'a str,
    message_body: &'a str,
    /// Comes back with the reports.
    context: Context<'a>,
}

#[derive(Serialize)]
struct Context<'a> {
    reference: &'a str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Taken {
    message_id: String,
}

/// What the service says when it refuses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Refused {
    #[serde(rename = "__type")]
    kind: String,
    #[serde(alias = "message")]
    #[serde(rename = "Message")]
    message: String,
    #[serde(rename = "Reason")]
    reason: String,
}

impl AwsTexts {
    /// # Errors
    /// When encryption can't be set up.
    pub fn new(settings: AwsSettings) -> Result<Self, String> {
        Ok(Self { client: web::client(settings.patience)?, settings })
    }

    async fn call(&self, operation: &str, body: String) -> Result<Answer, SendError> {
        let AwsSettings { region, credentials, api, .. } = &self.settings;
        let own = format!("https://{SERVICE}.{region}.amazonaws.com");
        let base = if api.is_empty() { &own } else { api };
        let host = base.split("://").nth(1).unwrap_or(base);
        let target = format!("PinpointSMSVoiceV2.{operation}");
        let headers =
            [("content-type", "application/x-amz-json-1.0"), ("host", host), ("x-amz-target", target.as_str())];
        let Signed { date, authorization } =
            sign(credentials, region, SERVICE, SystemTime::now(), "/", &headers, &body);
        let request = self
            .client
            .post(format!("{base}/"))
            .header("content-type", "application/x-amz-json-1.0")
            .header("x-amz-target", target.as_str())
            .header("x-amz-date", date)
            .header("authorization", authorization)
            .body(body);
        let answer = web::ask(request).await?;
        if answer.is_success() { Ok(answer) } else { Err(refusal(&answer)) }
    }
}

/// How long SNS may take to hear that we want its notices.
const CONFIRMING: Duration = Duration::from_secs(20);

/// Follows the address by which a subscription to notices is confirmed.
///
/// # Errors
/// What went wrong, for the log.
pub async fn confirm(url: &str) -> Result<(), String> {
    let request = web::client(CONFIRMING)?.get(url);
    let answer = web::ask(request).await.map_err(|error| error.to_string())?;
    if answer.is_success() { Ok(()) } else { Err(refusal(&answer).to_string()) }
}

/// Why a request was refused.
fn refusal(answer: &Answer) -> SendError {
    let refused: Refused = serde_json::from_str(&answer.body).unwrap_or_default();
    let kind = refused.kind.rsplit('#').next().unwrap_or_default();
    let said = [kind, &refused.reason, &refused.message].join(" ").trim().to_owned();
    let permanent = |recipient| SendError::Permanent { answer: said.clone(), recipient };
    match (kind, refused.reason.as_str()) {
        ("ThrottlingException" | "InternalServerException", _) => SendError::Temporary(said),
        (
            "AccessDeniedException"
            | "UnrecognizedClientException"
            | "InvalidSignatureException"
            | "ExpiredTokenException"
            | "MissingAuthenticationTokenException",
            _,
        ) => SendError::Unreachable(said),
        (_, "DESTINATION_PHONE_NUMBER_OPTED_OUT") => permanent(Recipient::OptedOut),
        (_, "INVALID_PARAMETER" | "DESTINATION_PHONE_NUMBER_INVALID") => permanent(Recipient::PerhapsGone),
        ("ServiceQuotaExceededException", _) => SendError::Temporary(said),
        _ => answer.refusal(&said),
    }
}

impl Courier<Sms> for AwsTexts {
    fn rate(&self) -> u32 {
        self.settings.rate
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            message.fit()?;
            let send = Send {
                destination_phone_number: &message.to,
                origination_identity: message.from.as_ref().unwrap_or(&self.settings.from),
                message_body: &message.text,
                context: Context { reference: &message.reference },
            };
            let body = serde_json::to_string(&send).map_err(|error| SendError::unfit(error.to_string()))?;
            let answer = self.call("SendTextMessage", body).await?;
            let taken: Taken = serde_json::from_str(&answer.body).unwrap_or_default();
            Ok(format!("AWS took it: {}", taken.message_id))
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(async {
            match self.call("DescribeAccountLimits", "{}".into()).await {
                Ok(_) => Ok(format!("AWS answers in {}", self.settings.region)),
                Err(error) => Err(error.to_string()),
            }
        })
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

impl Credentials {
    fn secret(&self) -> &str {
        self.secret.expose_secret()
    }
}
