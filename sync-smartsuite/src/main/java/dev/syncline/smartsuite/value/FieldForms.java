package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import dev.syncline.smartsuite.schema.TableField;
import java.util.Set;

/** The form of each type of field. */
public final class FieldForms {
  private FieldForms() {}

  /** The form of a field; of a type that nobody knows, values pass as they are. */
  public static FieldForm of(TableField field, Customs customs) {
    return switch (field.type()) {
      case "textfield", "textareafield", "recordtitlefield", "recordidfield" -> new TextForm();
      case "numberfield", "currencyfield", "percentfield", "durationfield" ->
          new NumberForm(LogicalType.DECIMAL, true);
      case "numbersliderfield", "percentcompletefield", "ratingfield" ->
          new NumberForm(LogicalType.DECIMAL, false);
      case "autonumberfield", "countfield", "commentscountfield" ->
          new NumberForm(LogicalType.INTEGER, false);
      case "yesnofield" -> new TruthForm();
      case "datefield" -> new DateForm(customs.zone());
      case "daterangefield", "duedatefield" ->
          new RangeForm(new DateForm(customs.zone()), field.type().equals("duedatefield"));
      case "firstcreatedfield", "lastupdatedfield", "deleteddatefield" -> new StampForm();
      case "timefield" -> new TimeForm();
      case "singleselectfield" -> new ChoiceForm(new Choices(field), customs.labels());
      case "multipleselectfield", "tagsfield" ->
          new ChoicesForm(new Choices(field), customs.labels());
      case "statusfield" -> new StatusForm(new Choices(field), customs.labels());
      case "emailfield", "linkfield" -> new TextsForm();
      case "userfield" -> new IdsForm(customs.labels(), new IdsForm.Member(customs.member()));
      case "linkedrecordfield" -> new IdsForm(customs.labels(), new IdsForm.Linked());
      case "phonefield" ->
          ObjectsForm.of(Set.of("phone_country", "phone_number", "phone_extension", "phone_type"))
              .text("phone_number")
              .besides("phone_country", customs.phoneCountry());
      case "ipaddressfield" -> ObjectsForm.of(Set.of("country_code", "address")).text("address");
      case "colorpickerfield" -> ObjectsForm.of(Set.of("name", "value")).text("value");
      case "addressfield" -> new ObjectForm("location_address");
      case "fullnamefield" -> new ObjectForm("first_name");
      case "richtextareafield" -> new RichTextForm();
      case "filefield" -> new FilesForm();
      default -> new OtherForm();
    };
  }
}
