package dev.policygate.bundle;

/** What a bundle comes in. */
enum Container {
  ARCHIVE("archive", Problem.ZIP_IT_RIGHT, Problem.ZIP_IT_RIGHT),
  FOLDER("folder", "remove it from the folder", "add the file");

  private final String noun;
  private final String removal;
  private final String addition;

  Container(String noun, String removal, String addition) {
    this.noun = noun;
    this.removal = removal;
    this.addition = addition;
  }

  String noun() {
    return noun;
  }

  /** How to mend one file too many. */
  String removal() {
    return removal;
  }

  /** How to mend one file too few. */
  String addition() {
    return addition;
  }
}
