// Prints a file's bytes in the ways in which people print bytes in Rust.
fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let data = std::fs::read(path).expect("readable");
    let show = |name: &str, text: String| println!("@@ {name}\n{text}");
    show("{:?}", format!("{data:?}"));
    show("{:#?}", format!("{data:#?}"));
    show("{:02x?}", format!("{data:02x?}"));
    show("{:02X?}", format!("{data:02X?}"));
    show("{:x?}", format!("{data:x?}"));
    show("{:X?}", format!("{data:X?}"));
    show("{:#04x?}", format!("{data:#04x?}"));
    show("{:#x?}", format!("{data:#x?}"));
    show("escape_ascii", data.escape_ascii().to_string());
    show("literal", format!("let hello = b\"{}\";", data.escape_ascii()));
    let hex: Vec<String> = data.iter().map(|byte| format!("{byte:02x}")).collect();
    show("hex", hex.concat());
    show("joined", hex.join(" "));
    show("{:?} of strings", format!("{hex:?}"));
}
