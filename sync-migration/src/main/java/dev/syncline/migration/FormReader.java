package dev.syncline.migration;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.definition.TemporalForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what {@code field_types} and the older {@code transformations} say of a column. */
final class FormReader {
  private static final List<String> OPTIONS =
      List.of("type", "format", "value_map", "include_time", "default_country", "default_type");

  /** The types as files spell them, and as SmartSuite does. */
  private static final Map<String, List<String>> TYPES = types();

  private final Findings findings;

  FormReader(Findings findings) {
    this.findings = findings;
  }

  private static Map<String, List<String>> types() {
    var types = new LinkedHashMap<String, List<String>>();
    types.put("text", List.of("textfield"));
    types.put("textarea", List.of("textareafield", "richtextareafield"));
    types.put("title", List.of("recordtitlefield"));
    types.put("number", List.of("numberfield", "numbersliderfield", "ratingfield"));
    types.put("currency", List.of("currencyfield"));
    types.put("percent", List.of("percentfield", "percentcompletefield"));
    types.put("date", List.of("datefield", "duedatefield"));
    types.put("singleselect", List.of("singleselectfield", "statusfield", "status", "choice"));
    types.put("multipleselectfield", List.of("multipleselect", "tagsfield", "tags"));
    types.put("yesno", List.of("yesnofield"));
    types.put("emailfield", List.of("email"));
    types.put("phonefield", List.of("phone"));
    types.put("linkfield", List.of("link", "url"));
    types.put("linkedrecordfield", List.of("linkedrecord"));
    types.put("memberfield", List.of("member", "userfield", "user"));
    return types;
  }

  /** What is said of a column; as it is, if that is wrong. */
  FieldForm read(String column, Written said) {
    Members options;
    if (said instanceof Written.Section section) {
      options = new Members(section, findings);
    } else if (said instanceof Written.Single) {
      options = new Members(typeAlone(said), findings);
    } else {
      findings.error(
          said.place(),
          "column '" + column + "' needs a section with its 'type', not " + said.kind());
      return new FieldForm.AsItIs();
    }
    options.known(OPTIONS);
    String type = options.text("type", "what kind of field the column feeds, such as number");
    return type.isEmpty() ? new FieldForm.AsItIs() : form(canonical(type, options), options);
  }

  private static Written.Section typeAlone(Written type) {
    return new Written.Section(
        type.place(), Map.of("type", new Written.Member(type.place(), type)));
  }

  private String canonical(String written, Members options) {
    String type = written.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    for (var known : TYPES.entrySet()) {
      if (known.getKey().equals(type) || known.getValue().contains(type)) {
        return known.getKey();
      }
    }
    var near = Nearest.to(type, TYPES.keySet());
    if (near.isPresent()) {
      findings.error(
          options.placeOf("type"),
          "there is no type '" + written + "'; did you mean '" + near.get() + "'?");
    } else {
      findings.note(
          options.placeOf("type"),
          "type '"
              + written
              + "' is not known here: the values go as they are, and the field decides");
    }
    return "";
  }

  private FieldForm form(String type, Members options) {
    return switch (type) {
      case "number", "currency", "percent" -> number(options);
      case "date" -> date(options);
      case "singleselect" -> choice(options);
      case "multipleselectfield" -> new FieldForm.Several(valueMap(options, new ArrayList<>()));
      case "linkedrecordfield", "memberfield" -> new FieldForm.Several(Map.of());
      case "yesno" -> new FieldForm.Truth();
      case "phonefield" -> phone(options);
      default -> new FieldForm.AsItIs();
    };
  }

  private FieldForm number(Members options) {
    var format = options.optionalText("format");
    if (format.isEmpty() || format.get().equals("float") || format.get().equals("decimal")) {
      return new FieldForm.Decimal();
    }
    if (format.get().equals("int") || format.get().equals("integer")) {
      return new FieldForm.Whole();
    }
    findings.error(
        options.placeOf("format"),
        "the format of a number is 'float' or 'int', not '" + format.get() + "'");
    return new FieldForm.Decimal();
  }

  private FieldForm date(Members options) {
    var pattern = options.optionalText("format");
    pattern.ifPresent(
        text -> {
          try {
            new TemporalForm(
                List.of(text), "en", twoDigitYears(text), TemporalForm.ZeroDates.REJECT);
          } catch (ConfigurationException e) {
            findings.error(
                options.placeOf("format"),
                // Its own place is the one in the builder.
                String.valueOf(e.getMessage()).replaceFirst("^pattern: ", ""));
          }
        });
    return new FieldForm.Date(options.truth("include_time"), pattern);
  }

  /** What Python takes two digits for. */
  static OptionalInt twoDigitYears(String pattern) {
    String plain = pattern.replace("%%", "");
    return plain.contains("%y") || plain.contains("%D")
        ? OptionalInt.of(1969)
        : OptionalInt.empty();
  }

  private FieldForm choice(Members options) {
    var toNull = new ArrayList<String>();
    Map<String, String> values = valueMap(options, toNull);
    return new FieldForm.Choice(values, toNull);
  }

  private Map<String, String> valueMap(Members options, List<String> toNull) {
    var values = new LinkedHashMap<String, String>();
    Optional<Members> map = options.optionalSection("value_map");
    map.ifPresent(
        given ->
            given
                .all()
                .forEach(
                    (from, to) -> {
                      if (to instanceof Written.Single single) {
                        values.put(from, single.text());
                      } else if (to instanceof Written.Nothing) {
                        toNull.add(from);
                      } else {
                        findings.error(to.place(), "a value is a single one, not " + to.kind());
                      }
                    }));
    return values;
  }

  private FieldForm phone(Members options) {
    int type = options.whole("default_type").orElse(2);
    if (!List.of(1, 2, 4, 5, 8).contains(type)) {
      findings.error(
          options.placeOf("default_type"),
          "'default_type' is 1 (office), 2 (mobile), 4 (home), 5 (fax) or 8 (other), not " + type);
    }
    return new FieldForm.Phone(options.optionalText("default_country").orElse("US"), type);
  }
}
