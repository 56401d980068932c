//! Line types by AWS End User Messaging: "Phone Number Validate", which is part of the API of Amazon Pinpoint
//! (https://docs.aws.amazon.com/pinpoint/latest/apireference/phone-number-validate.html).

use super::{AwsSettings, Signed, sign};
use crate::courier::{Reply, SendError};
use crate::lookup::{LookedUp, NumberLookup};
use crate::web::{self, Answer};
use reqwest::Client;
use serde::Deserialize;
use shared::outreach::lookup::{LineType, LookupProvider};
use std::time::SystemTime;

/// The service's name in signatures, and in its address.
const SERVICE: &str = "mobiletargeting";
const HOST: &str = "pinpoint";
const PATH: &str = "/v1/phone/number/validate";

/// Looks numbers up.
#[derive(Debug)]
pub struct AwsLookup {
    settings: AwsSettings,
    client: Client,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Found {
    phone_type: String,
    carrier: String,
    country_code_iso2: String,
}

/// What the service says when it refuses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Refused {
    #[serde(alias = "message", rename = "Message")]
    message: String,
}

impl AwsLookup {
    /// # Errors
    /// When encryption can't be set up.
    pub fn new(settings: AwsSettings) -> Result<Self, String> {
        Ok(Self { client: web::client(settings.patience)?, settings })
    }

    async fn call(&self, body: String) -> Result<Answer, SendError> {
        let AwsSettings { region, credentials, api, .. } = &self.settings;
        let own = format!("https://{HOST}.{region}.amazonaws.com");
        let base = if api.is_empty() { &own } else { api };
        let host = base.split("://").nth(1).unwrap_or(base);
        let headers = [("content-type", "application/json"), ("host", host)];
        let Signed { date, authorization } =
            sign(credentials, region, SERVICE, SystemTime::now(), PATH, &headers, &body);
        let request = self.client.post(format!("{base}{PATH}")).header("content-type", "application/json");
        let request = request.header("x-amz-date", date).header("authorization", authorization).body(body);
        let answer = web::ask(request).await?;
        if answer.is_success() {
            return Ok(answer);
        }
        let refused: Refused = serde_json::from_str(&answer.body).unwrap_or_default();
        Err(answer.refusal(&refused.message))
    }
}

fn line(kind: &str) -> LineType {
    match kind {
        "MOBILE" | "PREPAID" => LineType::Mobile,
        "LANDLINE" => LineType::Landline,
        "VOIP" => LineType::Voip,
        "INVALID" => LineType::Invalid,
        _ => LineType::Unknown,
    }
}

impl NumberLookup for AwsLookup {
    fn provider(&self) -> LookupProvider {
        LookupProvider::Aws
    }

    fn look_up<'a>(&'a self, number: &'a str) -> Reply<'a, Result<LookedUp, SendError>> {
        Box::pin(async move {
            let answer = self.call(serde_json::json!({ "PhoneNumber": number }).to_string()).await?;
            let unreadable = || SendError::Temporary("AWS's answer can't be read.".into());
            let whole: serde_json::Value = serde_json::from_str(&answer.body).map_err(|_| unreadable())?;
            // The documentation shows the answer both within its name and by itself.
            let inner = whole.get("NumberValidateResponse").cloned().unwrap_or(whole);
            let found: Found = serde_json::from_value(inner).map_err(|_| unreadable())?;
            let (carrier, country) = (found.carrier, found.country_code_iso2);
            Ok(LookedUp { line: line(&found.phone_type), carrier, country, charged: true })
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(async {
            // A number that is none: asking about it costs nothing worth counting, and shows whether we are let in.
            match self.call(serde_json::json!({ "PhoneNumber": "+1" }).to_string()).await {
                Ok(_) | Err(SendError::Permanent { .. }) => Ok(format!("AWS answers in {}", self.settings.region)),
                Err(error) => Err(error.to_string()),
            }
        })
    }
}
