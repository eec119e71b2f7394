//! The project's own commands: `cargo xtask start | test | package | index | bench`.

fn main() {
    eprintln!("usage: cargo xtask start | test | package | index | bench");
    std::process::exit(2);
}
