//! A mail server on loopback that speaks real SMTP. How it treats a message, the recipient's address says:
//! `gone…` does not exist, `unknown…` neither, in words without a code, `busy…` is to be tried later, `blocked…` is refused by
//! policy, `drop…` is taken but the line breaks before the answer, `slow…` is taken but never answered; everybody else gets their
//! mail.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use crate::{Security, Smtp, SmtpSettings};

/// A message that the server took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub from: String,
    pub to: String,
    /// As it came, dots unstuffed.
    pub data: String,
}

#[derive(Debug, Clone)]
pub struct TestServer {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    /// Told once for each message that was taken, before it is answered.
    pub taken: Arc<Notify>,
}

impl TestServer {
    /// Listens on a free port until the test's runtime ends.
    ///
    /// # Panics
    /// When loopback has no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let server = Self { port, received: Arc::default(), taken: Arc::default() };
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = own.clone();
                // A client that goes away in the middle is what some tests are about.
                tokio::spawn(async move { drop(server.converse(stream).await) });
            }
        });
        server
    }

    /// A courier that talks to this server.
    ///
    /// # Panics
    /// Never: the settings are fit for loopback.
    pub fn courier(&self, patience: Duration) -> Smtp {
        let settings = SmtpSettings {
            host: "127.0.0.1".into(),
            port: self.port,
            security: Security::None,
            username: None,
            password: None,
            rate: 0,
            return_path: None,
            patience,
        };
        Smtp::new(settings).expect("loopback needs no encryption")
    }

    /// What was taken so far.
    ///
    /// # Panics
    /// When a test has panicked while it looked.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("the list").clone()
    }

    async fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let (mut from, mut to) = (String::new(), String::new());
        write.write_all(b"220 test ESMTP\r\n").await?;
        while let Some(line) = lines.next_line().await? {
            let upper = line.to_uppercase();
            let answer: &str = if upper.starts_with("EHLO") {
                "250-test\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES"
            } else if upper.starts_with("MAIL FROM:") {
                from = inside(&line);
                "250 2.1.0 sender ok"
            } else if upper.starts_with("RCPT TO:") {
                to = inside(&line);
                match () {
                    () if to.starts_with("gone") => "550 5.1.1 no such user",
                    () if to.starts_with("unknown") => "550 no such user here",
                    () if to.starts_with("busy") => "451 4.3.0 try again later",
                    () => "250 2.1.5 recipient ok",
                }
            } else if upper == "DATA" {
                write.write_all(b"354 go ahead\r\n").await?;
                let mut data = String::new();
                loop {
                    let Some(line) = lines.next_line().await? else { return Ok(()) };
                    if line == "." {
                        break;
                    }
                    data.push_str(line.strip_prefix('.').unwrap_or(&line));
                    data.push_str("\r\n");
                }
                if to.starts_with("blocked") {
                    "550 5.7.1 refused by policy"
                } else {
                    let received = Received { from: from.clone(), to: to.clone(), data };
                    self.received.lock().expect("the list").push(received);
                    self.taken.notify_one();
                    if to.starts_with("drop") {
                        return Ok(());
                    }
                    if to.starts_with("slow") {
                        std::future::pending::<()>().await;
                    }
                    "250 2.0.0 taken"
                }
            } else if upper == "QUIT" {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            } else {
                "250 2.0.0 ok"
            };
            write.write_all(answer.as_bytes()).await?;
            write.write_all(b"\r\n").await?;
        }
        Ok(())
    }
}

/// What stands between `<` and `>`.
fn inside(line: &str) -> String {
    let start = line.find('<').map_or(0, |at| at + 1);
    let end = line.find('>').unwrap_or(line.len());
    line[start..end].to_owned()
}
