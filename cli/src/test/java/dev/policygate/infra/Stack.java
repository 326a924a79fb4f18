package dev.policygate.infra;

import static dev.policygate.infra.Template.at;
import static dev.policygate.infra.Template.list;
import static dev.policygate.infra.Template.map;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A template with its parameters, in an account: what CloudFormation would create. Functions that
 * the templates do not use are refused.
 */
final class Stack {

  static final String REGION = "us-east-1";

  private static final Object NO_VALUE = new Object();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final Template template;
  private final String account;
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final Map<String, String> imports;

  /** A resource, its properties without any function. */
  record Resource(String id, String type, Map<String, Object> properties) {
    String text(String property) {
      return Template.text(properties, property);
    }
  }

  private Stack(
      Template template,
      String account,
      Map<String, String> parameters,
      Map<String, String> imports) {
    this.template = template;
    this.account = account;
    this.imports = imports;
    template
        .section("Parameters")
        .forEach(
            (name, declaration) ->
                this.parameters.put(name, parameter(name, map(declaration), parameters)));
    for (String name : parameters.keySet()) {
      if (!this.parameters.containsKey(name)) {
        throw new IllegalArgumentException("there is no parameter " + name);
      }
    }
  }

  /** A stack whose parameters are checked as CloudFormation checks them. */
  static Stack of(String template, String account, Map<String, String> parameters) {
    return of(template, account, parameters, Map.of());
  }

  /** A stack that finds {@code imports} among what other stacks export. */
  static Stack of(
      String template,
      String account,
      Map<String, String> parameters,
      Map<String, String> imports) {
    return new Stack(Template.of(template), account, parameters, imports);
  }

  String account() {
    return account;
  }

  private static Object parameter(
      String name, Map<String, Object> declaration, Map<String, String> given) {
    String text =
        Optional.ofNullable(given.get(name))
            .or(() -> Optional.ofNullable(declaration.get("Default")).map(String::valueOf))
            .orElseThrow(
                () -> new IllegalArgumentException("the parameter %s is missing".formatted(name)));
    boolean isList = "CommaDelimitedList".equals(declaration.get("Type"));
    List<String> values = isList ? Arrays.asList(text.strip().split(",", -1)) : List.of(text);
    for (String value : values) {
      boolean matches =
          !(declaration.get("AllowedPattern") instanceof String pattern) || value.matches(pattern);
      boolean isAllowed =
          !(declaration.get("AllowedValues") instanceof List<?> allowed)
              || allowed.stream().map(String::valueOf).anyMatch(value::equals);
      if (!matches || !isAllowed) {
        throw new IllegalArgumentException(
            "the parameter %s cannot be `%s`".formatted(name, value));
      }
    }
    return isList ? values : text;
  }

  /** The resources whose condition holds. */
  List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    template
        .section("Resources")
        .forEach(
            (id, declaration) -> {
              if (exists(map(declaration))) {
                resources.add(resource(id));
              }
            });
    return resources;
  }

  List<Resource> resources(String type) {
    return resources().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  Resource resource(String id) {
    Map<String, Object> declaration = declaration(id);
    return new Resource(
        id,
        Template.text(declaration, "Type"),
        map(resolved(declaration.getOrDefault("Properties", Map.of()))));
  }

  String output(String name) {
    return (String) resolved(at(map(at(template.section("Outputs"), name)), "Value"));
  }

  /** What the stack exports, by the names under which others import it. */
  Map<String, String> exports() {
    Map<String, String> exports = new LinkedHashMap<>();
    template
        .section("Outputs")
        .forEach(
            (name, output) -> {
              if (map(output).get("Export") instanceof Map<?, ?> export) {
                exports.put(Template.text(map(export), "Name"), output(name));
              }
            });
    return exports;
  }

  /** The ARN that a key with this alias is given here, which nothing else has. */
  static String keyArn(String account, String alias) {
    return "arn:aws:kms:%s:%s:key/%s"
        .formatted(REGION, account, UUID.nameUUIDFromBytes(alias.getBytes(StandardCharsets.UTF_8)));
  }

  private Map<String, Object> declaration(String id) {
    return map(at(template.section("Resources"), id));
  }

  private boolean exists(Map<String, Object> declaration) {
    return !(declaration.get("Condition") instanceof String condition) || holds(condition);
  }

  private boolean holds(String condition) {
    return truth(at(template.section("Conditions"), condition));
  }

  private boolean truth(Object condition) {
    var function = map(condition).entrySet().iterator().next();
    List<Object> arguments = list(function.getValue());
    return switch (function.getKey()) {
      case "Fn::Equals" -> resolved(arguments.get(0)).equals(resolved(arguments.get(1)));
      case "Fn::Not" -> !truth(arguments.getFirst());
      default -> throw unknown(function.getKey());
    };
  }

  private Object resolved(Object value) {
    return switch (value) {
      case Map<?, ?> map when map.size() == 1 && isFunction(map.keySet().iterator().next()) -> {
        var function = map(value).entrySet().iterator().next();
        yield apply(function.getKey(), function.getValue());
      }
      case Map<?, ?> _ -> {
        Map<String, Object> resolved = new LinkedHashMap<>();
        map(value)
            .forEach(
                (name, member) -> {
                  Object result = resolved(member);
                  if (!result.equals(NO_VALUE)) {
                    resolved.put(name, result);
                  }
                });
        yield resolved;
      }
      case List<?> items ->
          items.stream().map(this::resolved).filter(result -> !result.equals(NO_VALUE)).toList();
      default -> value;
    };
  }

  private static boolean isFunction(Object key) {
    return key.equals("Ref") || ((String) key).startsWith("Fn::");
  }

  private Object apply(String function, Object argument) {
    return switch (function) {
      case "Ref" -> ref((String) argument);
      case "Fn::GetAtt" ->
          attribute((String) list(argument).get(0), (String) list(argument).get(1));
      case "Fn::Sub" -> substituted((String) argument);
      case "Fn::If" -> {
        List<Object> choice = list(argument);
        yield resolved(choice.get(holds((String) choice.getFirst()) ? 1 : 2));
      }
      case "Fn::Join" -> {
        List<Object> parts = list(resolved(list(argument).get(1)));
        yield parts.stream()
            .map(String::valueOf)
            .collect(Collectors.joining((String) list(argument).getFirst()));
      }
      case "Fn::Split" ->
          List.of(
              ((String) resolved(list(argument).get(1)))
                  .split(Pattern.quote((String) list(argument).getFirst()), -1));
      case "Fn::ImportValue" ->
          Optional.ofNullable(imports.get((String) resolved(argument)))
              .orElseThrow(
                  () -> new IllegalArgumentException("nobody exports " + resolved(argument)));
      default -> throw unknown(function);
    };
  }

  private static IllegalArgumentException unknown(String function) {
    return new IllegalArgumentException("this test knows no " + function);
  }

  private String substituted(String text) {
    Matcher variables = VARIABLE.matcher(text);
    Function<Matcher, String> value =
        variable -> {
          String name = variable.group(2);
          if (!variable.group(1).isEmpty()) {
            return "${" + name + "}";
          }
          int dot = name.indexOf('.');
          return String.valueOf(
              dot < 0 ? ref(name) : attribute(name.substring(0, dot), name.substring(dot + 1)));
        };
    StringBuilder result = new StringBuilder();
    while (variables.find()) {
      variables.appendReplacement(result, Matcher.quoteReplacement(value.apply(variables)));
    }
    return variables.appendTail(result).toString();
  }

  private Object ref(String name) {
    Object parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    return switch (name) {
      case "AWS::AccountId" -> account;
      case "AWS::Region" -> REGION;
      case "AWS::Partition" -> "aws";
      case "AWS::URLSuffix" -> "amazonaws.com";
      case "AWS::NoValue" -> NO_VALUE;
      default -> physicalId(resource(name));
    };
  }

  private Object physicalId(Resource resource) {
    return switch (resource.type()) {
      case "AWS::S3::Bucket" -> resource.text("BucketName");
      case "AWS::CodePipeline::Pipeline" -> resource.text("Name");
      case "AWS::KMS::Key" -> {
        String arn = keyArn(account, aliasOf(resource.id()));
        yield arn.substring(arn.lastIndexOf('/') + 1);
      }
      case "AWS::Lambda::Function" -> resource.text("FunctionName");
      case "AWS::Logs::LogGroup" -> resource.text("LogGroupName");
      case "AWS::IAM::ManagedPolicy" ->
          "arn:aws:iam::%s:policy%s%s"
              .formatted(
                  account,
                  resource.properties().getOrDefault("Path", "/"),
                  resource.text("ManagedPolicyName"));
      case "AWS::SNS::Topic" ->
          "arn:aws:sns:%s:%s:%s".formatted(REGION, account, resource.text("TopicName"));
      default -> throw new IllegalArgumentException("no id is known of a " + resource.type());
    };
  }

  private Object attribute(String id, String attribute) {
    Resource resource = resource(id);
    return switch (resource.type() + "." + attribute) {
      case "AWS::S3::Bucket.Arn" -> "arn:aws:s3:::" + resource.text("BucketName");
      case "AWS::IAM::Role.Arn" ->
          "arn:aws:iam::%s:role/%s".formatted(account, resource.text("RoleName"));
      case "AWS::KMS::Key.Arn" -> keyArn(account, aliasOf(id));
      case "AWS::SSM::Parameter.Value" -> resource.text("Value");
      case "AWS::Lambda::Function.Arn" ->
          "arn:aws:lambda:%s:%s:function:%s"
              .formatted(REGION, account, resource.text("FunctionName"));
      case "AWS::CloudWatch::Alarm.Arn" ->
          "arn:aws:cloudwatch:%s:%s:alarm:%s"
              .formatted(REGION, account, resource.text("AlarmName"));
      default ->
          throw new IllegalArgumentException(
              "no %s is known of a %s".formatted(attribute, resource.type()));
    };
  }

  /** The alias of a key, without {@code alias/}. */
  String aliasOf(String keyId) {
    return template.section("Resources").values().stream()
        .map(Template::map)
        .filter(declaration -> at(declaration, "Type").equals("AWS::KMS::Alias"))
        .map(declaration -> map(at(declaration, "Properties")))
        .filter(alias -> at(alias, "TargetKeyId").equals(Map.of("Ref", keyId)))
        .map(alias -> Template.text(alias, "AliasName").substring("alias/".length()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the key %s has no alias".formatted(keyId)));
  }
}
