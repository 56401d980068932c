//! The program as its operator meets it: run as a process, judged by what it prints and how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// `waypost` with nothing of this process's settings, its data in `folder`.
fn waypost(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waypost"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("WAYPOST_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command.current_dir(folder).env("WAYPOST_DATA_DIR", folder.join("data")).args(arguments);
    command
}

/// Gives it a line to read and waits for its end.
fn told(mut command: Command, line: &str) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    writeln!(child.stdin.take().expect("piped"), "{line}").expect("it reads");
    child.wait_with_output().expect("it ends")
}

/// What the server at `address` answers, as its three digits.
fn status(address: &str, path: &str, header: &str) -> String {
    let mut connection = TcpStream::connect(address).expect("it listens there");
    write!(connection, "GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}Connection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("an answer");
    answer.split(' ').nth(1).expect("a status line").to_owned()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_setting_that_does_not_exist_is_refused_by_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = waypost(folder.path(), &["migrate"]);
    command.env("WAYPOST_LISTN", "127.0.0.1:1").env("RUST_BACKTRACE", "1");
    let output = told(command, "");
    assert_eq!(output.status.code(), Some(1));
    let said = errors(&output);
    assert!(said.starts_with("waypost: ") && said.contains("LISTN"), "{said}");
    assert!(!said.contains("backtrace"), "an operator's mistake is answered in a sentence: {said}");
    assert!(!folder.path().join("data").exists(), "nothing was done");
}

#[test]
fn doctor_wants_somebody_who_can_sign_in_and_passwords_are_not_repeated() {
    let folder = tempfile::tempdir().expect("a folder");
    let doctor = || told(waypost(folder.path(), &["doctor"]), "");
    assert!(told(waypost(folder.path(), &["migrate"]), "").status.success());
    let output = doctor();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("nobody can sign in"), "{output:?}");

    let add = ["user", "add", "a@lamna.example", "--name", "A", "--role", "administrator", "--password-stdin"];
    let refused = told(waypost(folder.path(), &add), "tooshort");
    assert_eq!(refused.status.code(), Some(1));
    assert!(errors(&refused).contains("12 characters"), "{refused:?}");

    let password = "several words in a row";
    let added = told(waypost(folder.path(), &add), password);
    assert!(added.status.success(), "{added:?}");
    let printed = [added.stdout.clone(), added.stderr.clone()].concat();
    assert!(!String::from_utf8_lossy(&printed).contains(password));
    let output = doctor();
    assert!(output.status.success(), "{output:?}");
}

#[cfg(unix)]
#[test]
fn serve_says_where_answers_and_stops_when_asked_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut server = waypost(folder.path(), &["serve", "--listen", "127.0.0.1:0"])
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut log = BufReader::new(server.stderr.take().expect("piped")).lines().map_while(Result::ok);
    let ready = log.find(|line| line.contains("Waypost is ready")).expect("it says when it is ready");
    assert!(!ready.contains('\u{1b}'), "a file gets no colours: {ready}");
    let address = ready.split("address=").nth(1).and_then(|rest| rest.split(' ').next()).expect("and where");

    assert_eq!(status(address, "/readyz", ""), "200");
    assert_eq!(status(address, "/metrics", ""), "200");
    assert_eq!(status(address, "/metrics", "X-Forwarded-For: 192.0.2.1\r\n"), "404", "the public gets no figures");

    let asked = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().expect("kill runs");
    assert!(asked.success());
    assert!(log.any(|line| line.contains("stopped")), "it closes what it opened");
    assert!(server.wait().expect("it ends").success());
}
