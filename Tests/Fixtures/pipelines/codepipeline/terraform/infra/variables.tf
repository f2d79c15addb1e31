variable "branch" {
  default = "production"
}
