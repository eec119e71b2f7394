//! Shows how a license text is read, for those who write clause files: `cargo run --example explain -- FILE`.

use std::process::ExitCode;

fn main() -> ExitCode {
    for path in std::env::args().skip(1) {
        match std::fs::read(&path) {
            Ok(bytes) => print!("{}", openweigh::clauses::explain::explain(&String::from_utf8_lossy(&bytes))),
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::SUCCESS
}
