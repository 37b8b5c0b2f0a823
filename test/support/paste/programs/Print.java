import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Prints a file's bytes in the ways in which people print bytes in Java. */
public class Print {
  private static void show(String name, String text) {
    System.out.println("@@ " + name + "\n" + text);
  }

  public static void main(String[] arguments) throws Exception {
    byte[] data = Files.readAllBytes(Path.of(arguments[0]));
    show("Arrays.toString", Arrays.toString(data));
    show("HexFormat", HexFormat.of().formatHex(data));
    show("HexFormat with a delimiter", HexFormat.ofDelimiter(" ").withUpperCase().formatHex(data));
    show("HexFormat with a prefix", HexFormat.ofDelimiter(", ").withPrefix("(byte) 0x").formatHex(data));
    show("HexFormat with 0x", HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(data));
    show("BigInteger", new BigInteger(1, data).toString(16));
    show("Base64", Base64.getEncoder().encodeToString(data));
    show("MIME", Base64.getMimeEncoder().encodeToString(data));
    StringBuilder literal = new StringBuilder("byte[] hello = {");
    for (byte value : data) literal.append(value).append(", ");
    show("literal", literal + "};");
    StringBuilder characters = new StringBuilder("String hello = \"");
    for (byte value : data) characters.append(String.format("\\u%04x", value & 0xff));
    show("string", characters + "\";");
  }
}
