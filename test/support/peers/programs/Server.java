import java.io.FileInputStream;
import java.net.InetAddress;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A TLS server on loopback for interop tests: Server KEYSTORE TRUSTSTORE none|optional|required 1.2|1.3 (password "changeit"). */
public final class Server {
  public static void main(String[] args) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(load(args[0]), "changeit".toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(load(args[1]));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLServerSocket server =
        (SSLServerSocket)
            context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    server.setEnabledProtocols(new String[] {"TLSv" + args[3]});
    if (args[2].equals("required")) server.setNeedClientAuth(true);
    if (args[2].equals("optional")) server.setWantClientAuth(true);
    System.out.println("listening on 127.0.0.1:" + server.getLocalPort());
    while (true) {
      SSLSocket socket = (SSLSocket) server.accept();
      new Thread(() -> drain(socket)).start();
    }
  }

  private static void drain(SSLSocket socket) {
    try (socket) {
      socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (java.io.IOException expected) {
      // The client is told by an alert.
    }
  }

  private static KeyStore load(String file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (FileInputStream in = new FileInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    return store;
  }
}
