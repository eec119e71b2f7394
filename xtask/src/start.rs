//! `cargo xtask start`: builds everything and serves the page on 127.0.0.1.

use std::io::ErrorKind;
use std::net::TcpListener;

use anyhow::{Context, Result, bail};

use crate::{package, serve, target};

const PORT: u16 = 8470;

/// Builds, serves and prints the address. Returns only on failure.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let port = port(arguments)?;
    // Bound before building, so that a busy port is told at once.
    let listener = match TcpListener::bind(("127.0.0.1", port)) {
        Ok(listener) => listener,
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is busy: choose another with --port N (0 takes any free one)")
        }
        Err(error) => bail!("cannot listen on 127.0.0.1:{port}: {error}"),
    };
    package::build()?;
    let folder = target().join("page");
    if !folder.join("index.html").exists() {
        bail!("there is no page to serve: {} is missing", folder.join("index.html").display());
    }
    let address = listener.local_addr().context("the listener has no address")?;
    println!("Openweigh is at http://{address}/ (stop with Ctrl+C)");
    serve::serve(&listener, &folder)
}

fn port(arguments: &[String]) -> Result<u16> {
    let value = match arguments {
        [] => return Ok(PORT),
        [flag, value] if flag == "--port" => value.as_str(),
        [flag] if flag.starts_with("--port=") => &flag["--port=".len()..],
        _ => bail!("usage: cargo xtask start [--port N]"),
    };
    value.parse().with_context(|| format!("--port takes a number from 0 to 65535, not {value:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<u16> {
        port(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn ports() {
        assert_eq!(parse(&[]).ok(), Some(PORT));
        assert_eq!(parse(&["--port", "0"]).ok(), Some(0));
        assert_eq!(parse(&["--port=9000"]).ok(), Some(9000));
        for wrong in [&["--port"][..], &["--port", "70000"], &["--port=x"], &["9000"]] {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
