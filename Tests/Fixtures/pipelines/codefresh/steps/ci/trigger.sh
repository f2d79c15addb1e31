#!/bin/sh
codefresh run shop/mail --yaml services/mail/codefresh.yml
