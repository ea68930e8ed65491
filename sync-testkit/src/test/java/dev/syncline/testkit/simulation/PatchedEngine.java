package dev.syncline.testkit.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Loads the whole of Syncline anew, with one source file of the engine changed. Neither the engine
 * nor its build know of it.
 */
final class PatchedEngine extends ClassLoader {
  private static final Path SOURCES =
      Path.of("..", "sync-core", "src", "main", "java", "dev", "syncline", "core");

  private final Path classes;

  private PatchedEngine(Path classes, ClassLoader parent) {
    super(parent);
    this.classes = classes;
  }

  /** An engine with this fault; its classes go into an empty folder. */
  static PatchedEngine with(PlantedFault fault, Path folder) throws IOException {
    String source = Files.readString(SOURCES.resolve(fault.file()));
    int first = source.indexOf(fault.right());
    if (first < 0 || source.indexOf(fault.right(), first + 1) >= 0) {
      throw new IllegalStateException(
          "'" + fault.right() + "' must stand exactly once in " + fault.file());
    }
    compile(fault.file(), source.replace(fault.right(), fault.wrong()), folder);
    return new PatchedEngine(folder, PatchedEngine.class.getClassLoader());
  }

  private static void compile(String file, String source, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var errors = new StringWriter();
    var unit =
        new SimpleJavaFileObject(
            URI.create("string:///dev/syncline/core/" + file), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
      List<String> options = List.of("-proc:none", "-parameters", "--release", "17", "-nowarn");
      if (!compiler.getTask(errors, files, null, options, null, List.of(unit)).call()) {
        throw new IllegalStateException("the fault does not compile: " + errors);
      }
    }
  }

  @SuppressWarnings("unchecked") // its type is what the caller's own class of that name says
  <T> T call(Class<? extends Callable<T>> task) throws Exception {
    Thread current = Thread.currentThread();
    ClassLoader usual = current.getContextClassLoader();
    // ServiceLoader goes by it.
    current.setContextClassLoader(this);
    try {
      return ((Callable<T>) loadClass(task.getName()).getConstructor().newInstance()).call();
    } finally {
      current.setContextClassLoader(usual);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("dev.syncline.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    Path patched = classes.resolve(file);
    try (InputStream in =
        Files.exists(patched)
            ? Files.newInputStream(patched)
            : getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
